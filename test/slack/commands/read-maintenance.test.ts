import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../src/domain/time.ts';
import { readMaintenance } from '../../../src/slack/commands/read-maintenance.ts';

const ZONE = 'Europe/Prague';
const db = { name: 'service', operator: '=', value: 'db' };
const nights = { type: 'cron', cron: '0 2 * * 0', duration: hours(1), timezone: ZONE };

describe('planned work', () => {
  it.each([
    ['once', 'service=db 2h', { time: hours(2), repeats: null, reason: '' }],
    ['and why', 'service=db 90m the upgrade', { time: minutes(90), reason: 'the upgrade' }],
    ['again and again', 'service=db "0 2 * * 0" 1h', { repeats: nights, reason: '' }],
    ['with curly quotes', 'service=db “0 2 * * 0” 1h', { repeats: nights }],
    ['without quotes', 'service=db 0 2 * * 0 1h', { repeats: nights }],
    [
      'in another zone',
      'service=db "0 2 * * 0" 1h Europe/Berlin upgrade',
      { repeats: { ...nights, timezone: 'Europe/Berlin' }, reason: 'upgrade' },
    ],
    [
      'in UTC',
      'service=db "0 2 * * 0" 1h UTC',
      { repeats: { ...nights, timezone: 'UTC' }, reason: '' },
    ],
    [
      'with a reason like a path',
      'service=db "0 2 * * 0" 1h disk/array',
      { repeats: nights, reason: 'disk/array' },
    ],
    [
      'on days with names',
      'service=db "30 4 * * MON-FRI" 1h',
      { repeats: { ...nights, cron: '30 4 * * MON-FRI' } },
    ],
  ])('is read: %s', (_, text, expected) => {
    expect(readMaintenance(text, ZONE)).toMatchObject({ matchers: [db], ...expected });
  });

  it.each([
    ['nothing but a word', 'db 2h', 'Name at least one label', 'service=db 2h upgrade'],
    ['no label', '2h', 'Name at least one label', 'service=db 2h upgrade'],
    [
      'everything',
      'service=~".*" 2h',
      'Maintenance of everything would hide every alert, so it is refused.',
      'service=db 2h upgrade',
    ],
    ['a broken matcher', 'service=~"(" 2h', '(', 'service=db 2h upgrade'],
    ['no time', 'service=db', 'For how long?', 'service=db 2h'],
    ['a wrong time', 'service=db 2x', '“2x” is neither a duration nor a cron', 'service=db 2h'],
    [
      'a reason before the time',
      'service=db the upgrade 2h',
      '“the upgrade” is neither a duration nor a cron',
      'service=db 2h',
    ],
    [
      'a cron expression of four fields',
      'service=db "0 2 * *" 1h',
      'is not a cron expression',
      'service=db "0 2 * * 0" 1h',
    ],
    [
      'no time behind the cron expression',
      'service=db "0 2 * * 0"',
      'How long does it take each time?',
      'service=db "0 2 * * 0" 1h',
    ],
    [
      'a date that does not exist',
      'service=db "0 0 30 2 *" 1h',
      '“0 0 30 2 *” is a date that never comes.',
      'service=db "0 2 * * 0" 1h',
    ],
    [
      'an unknown zone',
      'service=db "0 2 * * 0" 1h Europe/Berln',
      '“Europe/Berln” is not a time zone. Write one such as Europe/Berlin.',
      'service=db "0 2 * * 0" 1h Europe/Prague',
    ],
  ])('is refused: %s', (_, text, fault, corrected) => {
    const read = readMaintenance(text, ZONE);

    expect(read).toEqual({ fault: expect.stringContaining(fault), corrected });
    expect(readMaintenance(corrected, ZONE)).not.toHaveProperty('fault');
  });
});
