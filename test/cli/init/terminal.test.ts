import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Cancelled } from '../../../src/cli/init/asker.ts';
import { terminalAsker } from '../../../src/cli/init/terminal.ts';

const ENTER = '\r';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';

/** Somebody at a terminal who presses these keys once a question is before them. */
async function typing(...keys: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (part) => {
    shown += part;
  });
  const asker = await terminalAsker({ input, output });
  setImmediate(() => {
    for (const key of keys) input.write(key);
  });
  return { asker, shown: () => shown };
}

const CHANNEL = {
  message: 'Which channel?',
  usual: '#alerts',
  fault: (text: string) => (text.startsWith('#') ? undefined : 'Begin with #.'),
};

it('takes the usual answer for Enter', async () => {
  const { asker } = await typing(ENTER);

  expect(await asker.text(CHANNEL)).toBe('#alerts');
});

it('says what is wrong with an answer, and asks again', async () => {
  const { asker, shown } = await typing('x', ENTER, '\u007f', '#ops', ENTER);

  expect(await asker.text(CHANNEL)).toBe('#ops');
  expect(shown()).toContain('Begin with #.');
});

it('insists on an answer where none is usual', async () => {
  const { asker, shown } = await typing(ENTER, '#ops', ENTER);

  expect(await asker.text({ ...CHANNEL, usual: '', example: '#alerts' })).toBe('#ops');
  expect(shown()).toContain('Begin with #.');
});

it('lets one choose with the arrows', async () => {
  const { asker } = await typing(DOWN, ENTER);
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ] as const;

  expect(await asker.choose({ message: 'Which?', usual: 'a', options })).toBe('b');
});

it('lets one choose none or several', async () => {
  const options = [
    { value: 'a', label: 'Alpha' },
    { value: 'b', label: 'Beta' },
  ];

  expect(await (await typing(ENTER)).asker.chooseSome('Which?', options)).toEqual([]);
  expect(await (await typing('\t', ENTER)).asker.chooseSome('Which?', options)).toEqual(['a']);
});

it('does not show a secret', async () => {
  const { asker, shown } = await typing('xoxb-1', ENTER);

  expect(await asker.secret('Token', () => undefined)).toBe('xoxb-1');
  expect(shown()).not.toContain('xoxb-1');
});

it('takes no secret for an answer too', async () => {
  const { asker } = await typing(ENTER);

  expect(await asker.secret('Token', () => 'wrong')).toBe('');
});

it('takes no for an answer where nothing is said', async () => {
  const { asker } = await typing(ENTER);

  expect(await asker.confirm('Change it so?')).toBe(false);
});

it('hears Ctrl+C', async () => {
  const { asker } = await typing(CTRL_C);

  await expect(asker.text(CHANNEL)).rejects.toThrow(Cancelled);
});
