import { describe, expect, it } from 'vitest';
import { completeCommand, completeMention, isWritten } from '../../src/sandbox/page/complete.ts';
import { INCIDENT_USAGES } from '../../src/sandbox/page/incident-words.ts';
import { subcommands } from '../../src/slack/commands/index.ts';

const commands = [
  {
    command: '/page',
    usage_hint: 'list | new [title] | mute N 2h [reason|why] | merge N into M',
  },
  { command: '/deploys', usage_hint: '' },
];
const rows = (typed: string): readonly string[] =>
  completeCommand(commands, typed).map((row) => `${row.insert}(${row.hint})`);

describe('completeCommand', () => {
  it('offers every command after a slash', () => {
    expect(completeCommand(commands, '/').map((row) => row.insert)).toEqual(['/page', '/deploys']);
  });

  it('offers what fits the letters', () => {
    expect(completeCommand(commands, '/dep').map((row) => row.insert)).toEqual(['/deploys']);
  });

  it('offers the ways of a command from its usage hint', () => {
    expect(rows('/page m')).toEqual(['/page mute (N 2h [reason|why])', '/page merge (N into M)']);
  });

  it('knows what follows /incident, and says it in words', () => {
    const incident = { command: '/incident', usage_hint: '[list | new]' };

    expect(completeCommand([incident], '/incident me')).toEqual([
      { insert: '/incident merge ', hint: 'N into M', what: 'Make two incidents one' },
    ]);
  });

  it('knows every command that the bot has', () => {
    const words = INCIDENT_USAGES.map((usage) => usage.words);

    expect(words.toSorted()).toEqual(subcommands.map(({ name }) => name).toSorted());
  });

  it('keeps showing what is left while placeholders are filled in', () => {
    expect(rows('/page mute 12 ')).toEqual(['/page mute (N 2h [reason|why])']);
  });

  it.each([
    ['/incident  mut', '/incident mute (N 2h [why])'],
    ['/incident mute  3 2h', '/incident mute (N 2h [why])'],
    ['/incident help ', '/incident help()'],
    ['/incident frobnicate 3', '/incident([list | new])'],
  ])('still helps with %j', (typed, row) => {
    const incident = { command: '/incident', usage_hint: '[list | new]' };

    expect(completeCommand([incident], typed).map((one) => `${one.insert}(${one.hint})`)).toContain(
      row,
    );
  });

  it.each(['hello', 'a /page', '/page\nmute', '/unknown x'])('offers nothing for %j', (typed) => {
    expect(completeCommand(commands, typed)).toEqual([]);
  });
});

describe('isWritten', () => {
  const mute = { insert: '/page mute ', hint: 'N 2h', what: '' };
  const bob = { insert: 'ask @bob ', hint: '', what: 'Bob Ortiz' };

  it.each([
    [mute, '/page mute 12', true],
    [mute, '/page  mute  12', true],
    [mute, '/page mute', false],
    [bob, 'ask @Bob Or', false],
  ])('of %j after %j: %s', (row, typed, expected) => {
    expect(isWritten(row, typed)).toBe(expected);
  });
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
