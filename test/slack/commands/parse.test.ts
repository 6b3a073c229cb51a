import { describe, expect, it } from 'vitest';
import { hours, instant, plus } from '../../../src/domain/time.ts';
import {
  alone,
  nothingMore,
  readAssignee,
  readNote,
  readNumber,
  readResolve,
  readSeverity,
  readSilence,
  splitWord,
} from '../../../src/slack/commands/parse.ts';

const NOW = instant(1_770_732_120_000);

describe('the number of an incident', () => {
  it.each([
    ['12', 12, ''],
    ['#12', 12, ''],
    ['INC-12', 12, ''],
    ['inc-12', 12, ''],
    ['INC12', 12, ''],
    ['  12   2h  disk swap ', 12, '2h  disk swap'],
    ['12\nsecond line', 12, 'second line'],
  ])('is read from %j', (text, number, rest) => {
    expect(readNumber(text)).toEqual({ number, rest });
  });

  it.each(['', '2h', '12h', 'x12', '12,13', 'db-12', '-3', '1234567890'])(
    'is none in %j',
    (text) => {
      expect(readNumber(text)).toBeUndefined();
    },
  );
});

describe('the first word', () => {
  it('comes in small letters, the rest as it was', () => {
    expect(splitWord('  Resolve 12 Added Disk ')).toEqual({
      word: 'resolve',
      rest: '12 Added Disk',
    });
  });

  it('is empty where there is none', () => {
    expect(splitWord('   ')).toEqual({ word: '', rest: '' });
  });
});

describe('a command that takes an incident and nothing more', () => {
  const read = alone({ verb: 'acknowledge' });

  it.each(['', '  '])('does it for %j', (words) => {
    expect(read(words)).toEqual({ verb: 'acknowledge' });
  });

  it.each(['4', 'please', '<@U1|bob>'])('does nothing for %j', (words) => {
    expect(read(words)).toMatchObject({ misread: 'sentence' });
  });

  it('says which words are too many', () => {
    expect(nothingMore('4')).toEqual({
      misread: 'sentence',
      sentence:
        '“4” does not belong here, so nothing was done. This command takes the number of one incident.',
    });
  });
});

describe('resolve', () => {
  it('takes what fixed it, and keeps alerts that still fire from people for an hour', () => {
    expect(readResolve('added disk &gt; 200 GB', NOW)).toEqual({
      verb: 'resolve',
      note: 'added disk > 200 GB',
      whileFiring: { muteUntil: plus(NOW, hours(1)) },
    });
  });

  it.each([
    ['in next release', ''],
    ['in the next release carts keep their user', 'carts keep their user'],
  ])('waits for the next release: %j', (words, note) => {
    expect(readResolve(words, NOW)).toMatchObject({ inNextRelease: true, note });
  });

  it('takes a note that begins alike for what fixed it', () => {
    expect(readResolve('in next released version', NOW)).not.toHaveProperty('inNextRelease');
  });
});

describe('note', () => {
  it('is what was typed', () => {
    expect(readNote(' the disk grows ')).toEqual({ verb: 'note', text: 'the disk grows' });
  });

  it('needs some text', () => {
    expect(readNote('  ')).toMatchObject({ misread: 'sentence' });
  });
});

describe('severity', () => {
  it.each([
    ['critical', 'critical'],
    ['Warn', 'warning'],
    ['P1', 'critical'],
  ])('%s', (word, severity) => {
    expect(readSeverity(word)).toEqual({ verb: 'severity', severity });
  });

  it('names the four words for one that is none', () => {
    expect(readSeverity('awful')).toEqual({
      misread: 'sentence',
      sentence: '“awful” is not a severity. Write critical, error, warning or info.',
    });
  });
});

describe('the person who takes it', () => {
  it.each([
    ['as Slack hands them on', '<@U02BOB|bob>', { type: 'user', id: 'U02BOB', name: 'bob' }],
    ['without a name', '<@U02BOB>', { type: 'user', id: 'U02BOB', name: 'U02BOB' }],
    ['oneself', 'me', { type: 'me' }],
    ['nobody', 'nobody', { type: 'nobody' }],
  ])('%s', (_, text, expected) => {
    expect(readAssignee(text)).toEqual(expected);
  });

  it.each(['', '@bob', 'bob', '<#C1|ops>', '<@U1> and <@U2>'])('is nobody for %j', (text) => {
    expect(readAssignee(text)).toMatchObject({ misread: 'sentence' });
  });
});

describe('silence', () => {
  const service = { name: 'service', operator: '=', value: 'db' };

  it.each([
    ['one matcher', 'service=db 2h', [service], ''],
    ['why', 'service=db 2h nightly backup', [service], 'nightly backup'],
    ['quotes', 'service="db" 2h', [service], ''],
    ['curly quotes of a phone', 'service=“db” 2h', [service], ''],
    [
      'spaces in quotes',
      'team="data base" 2h',
      [{ name: 'team', operator: '=', value: 'data base' }],
      '',
    ],
    [
      'several',
      'service=db env!=dev 2h',
      [service, { name: 'env', operator: '!=', value: 'dev' }],
      '',
    ],
    [
      'commas',
      'service=db, env!=dev 2h',
      [service, { name: 'env', operator: '!=', value: 'dev' }],
      '',
    ],
    [
      'a host that Slack made a link of',
      'instance=<http://db-1.example.com|db-1.example.com> 2h',
      [{ name: 'instance', operator: '=', value: 'db-1.example.com' }],
      '',
    ],
    [
      'a regular expression',
      'host=~"db-[0-9]+" 2h',
      [{ name: 'host', operator: '=~', value: 'db-[0-9]+' }],
      '',
    ],
    ['another time in the reason', 'service=db 2h runs 3h', [service], 'runs 3h'],
  ])('%s', (_, text, matchers, reason) => {
    expect(readSilence(text)).toEqual({ matchers, time: hours(2), reason });
  });

  it.each([
    ['no time', 'service=db', { misread: 'duration', word: '' }],
    ['a wrong time', 'service=db 2x backup', { misread: 'duration', word: '2x' }],
    ['no matcher', '2h backup', { misread: 'sentence' }],
    ['nothing', '', { misread: 'sentence' }],
    ['a wrong regular expression', 'host=~"(" 2h', { misread: 'sentence' }],
    ['everything', 'service=~".*" 2h', { misread: 'everything' }],
    ['everything by a label that is missing', 'nope="" 2h', { misread: 'everything' }],
  ])('is refused for %s', (_, text, expected) => {
    expect(readSilence(text)).toMatchObject(expected);
  });
});
