import { describe, expect, it } from 'vitest';
import { completeCommand, completeMention } from '../../src/sandbox/page/complete.ts';

const commands = [
  {
    command: '/incident',
    usage_hint: 'list | new [title] | mute N 2h [reason|why] | merge N into M',
  },
  { command: '/deploys', usage_hint: '' },
];
const rows = (typed: string): readonly string[] =>
  completeCommand(commands, typed).map((row) => `${row.insert}(${row.hint})`);

describe('completeCommand', () => {
  it('offers every command after a slash', () => {
    expect(completeCommand(commands, '/').map((row) => row.insert)).toEqual([
      '/incident',
      '/deploys',
    ]);
  });

  it('offers what fits the letters', () => {
    expect(completeCommand(commands, '/dep').map((row) => row.insert)).toEqual(['/deploys']);
  });

  it('offers the ways of a command from its usage hint', () => {
    expect(rows('/incident m')).toEqual([
      '/incident mute (N 2h [reason|why])',
      '/incident merge (N into M)',
    ]);
  });

  it('keeps showing what is left while placeholders are filled in', () => {
    expect(rows('/incident mute 12 ')).toEqual(['/incident mute (N 2h [reason|why])']);
  });

  it.each(['hello', 'a /incident', '/incident\nmute', '/unknown x'])(
    'offers nothing for %j',
    (typed) => {
      expect(completeCommand(commands, typed)).toEqual([]);
    },
  );
});

describe('completeMention', () => {
  const people = [
    { name: 'ann', real_name: 'Ann Lee' },
    { name: 'quell', real_name: 'Quell' },
  ];

  it('finds people by handle and by any of their names', () => {
    expect(completeMention(people, 'hi @le')).toEqual([
      { insert: 'hi @ann ', hint: '', what: 'Ann Lee' },
    ]);
  });

  it('takes no address for a mention', () => {
    expect(completeMention(people, 'mail ann@ann')).toEqual([]);
  });
});
