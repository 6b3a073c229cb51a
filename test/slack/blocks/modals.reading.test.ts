import { describe, expect, it } from 'vitest';
import { hours, instant, plus } from '../../../src/domain/time.ts';
import {
  type FilledIn,
  matchersOf,
  readAssign,
  readFix,
  readMute,
  readMuteDraft,
  readMuteTime,
  readNew,
  readNote,
  readResolve,
} from '../../../src/slack/blocks/index.ts';
import { surface, theIncident } from './models.ts';

const NOW = surface.now;

type Field = FilledIn[string][string];

function filled(fields: Readonly<Record<string, Partial<Field>>>): FilledIn {
  const entries = Object.entries(fields).map(([block, field]) => [
    block,
    { value: { type: 'field', ...field } },
  ]);
  return Object.fromEntries(entries);
}

function chosen(value: string): Partial<Field> {
  return { selected_option: { text: { type: 'plain_text', text: value }, value } };
}

function ticked(...values: readonly string[]): Partial<Field> {
  const options = values.map((value) => ({
    text: { type: 'plain_text' as const, text: value },
    value,
  }));
  return { selected_options: options };
}

describe('what is filled in', () => {
  it('is a note', () => {
    expect(readNote(filled({ text: { value: ' 97 %\n' } }))).toEqual({ text: '97 %' });
  });

  it.each([{ value: null }, { value: '  ' }])('needs some text for a note or a fix', (text) => {
    expect(readNote(filled({ text }))).toEqual({ errors: { text: 'A note needs some text.' } });
    expect(readFix(filled({ text }))).toEqual({
      errors: { text: 'Say in a few words what fixed it.' },
    });
  });

  it('is what fixed it', () => {
    expect(readFix(filled({ text: { value: 'added disk' } }))).toEqual({ text: 'added disk' });
  });

  it.each([
    { choice: 'plain', how: 'reopen' },
    { choice: 'mute', how: 'mute' },
  ])('is a resolve with "$choice"', ({ choice, how }) => {
    const values = filled({ how: chosen(choice), note: { value: null } });

    expect(readResolve(values)).toEqual({ note: '', how });
  });

  it('is whoever takes it, with a word for them', () => {
    const values = filled({ assignee: { selected_user: 'U02BOB' }, note: { value: 'disks' } });

    expect(readAssign(values)).toEqual({ user: 'U02BOB', word: 'disks' });
    expect(readAssign(filled({ assignee: { selected_user: null } }))).toEqual({
      errors: { assignee: 'Choose who takes it.' },
    });
  });

  it('is a new incident, of which the title is enough', () => {
    const values = filled({ title: { value: 'Login is down' }, severity: chosen('error') });

    expect(readNew(values)).toEqual({
      title: 'Login is down',
      severity: 'error',
      description: '',
      assignee: null,
      channel: null,
    });
  });

  it('is a new incident with all that is known', () => {
    const values = filled({
      title: { value: 'Login is down' },
      severity: chosen('critical'),
      description: { value: 'since 14:02' },
      assignee: { selected_user: 'U02BOB' },
      channel: { selected_conversation: 'C1' },
    });

    expect(readNew(values)).toMatchObject({
      description: 'since 14:02',
      assignee: 'U02BOB',
      channel: 'C1',
    });
  });

  it.each([
    { title: 'no title', fields: { severity: chosen('error') }, field: 'title' },
    { title: 'no severity', fields: { title: { value: 'x' } }, field: 'severity' },
    {
      title: 'an unknown severity',
      fields: { title: { value: 'x' }, severity: chosen('p1') },
      field: 'severity',
    },
  ])('is no new incident with $title', ({ fields, field }) => {
    expect(readNew(filled(fields))).toEqual({ errors: { [field]: expect.any(String) } });
  });
});

describe('a mute that is filled in', () => {
  const service = [{ name: 'service', operator: '=', value: 'orders db' }];
  const later = NOW / 1_000 + 600;

  it.each([
    { title: 'for a time', fields: { duration: chosen('4h') }, until: plus(NOW, hours(4)) },
    { title: 'until it resolves', fields: { duration: chosen('resolved') }, until: null },
    {
      title: 'until a date',
      fields: { duration: chosen('date'), until: { selected_date_time: later } },
      until: instant(later * 1_000),
    },
  ])('hides the incident $title', ({ fields, until }) => {
    const read = readMute(filled({ ...fields, scope: chosen('incident') }), NOW);

    expect(read).toEqual({ scope: 'incident', until, early: [], reason: '' });
  });

  it.each([
    { choice: `tomorrow@${later}`, until: instant(later * 1_000), early: [] },
    { choice: `monday@${later}`, until: instant(later * 1_000), early: [] },
    { choice: 'deploy', until: null, early: [{ when: 'deploy' }] },
    { choice: 'rate@36', until: null, early: [{ when: 'rate', above: 36 }] },
  ])('hides the incident until what $choice means', ({ choice, until, early }) => {
    expect(readMuteTime(filled({ duration: chosen(choice) }), NOW)).toEqual({ until, early });
  });

  it('ends early when what was ticked comes to be, besides what was chosen', () => {
    const end = ticked('critical', 'hosts@18', 'unknown');
    const read = readMute(filled({ duration: chosen('deploy'), end }), NOW);

    const early = [{ when: 'deploy' }, { when: 'critical' }, { when: 'hosts', above: 18 }];
    expect(read).toEqual({ scope: 'incident', until: null, early, reason: '' });
  });

  it.each([
    { title: 'the matchers that were written', matchers: { value: 'service="orders db"' } },
    { title: 'matchers with the quotes of a phone', matchers: { value: 'service=“orders db”' } },
  ])('silences by $title', ({ matchers }) => {
    const fields = { duration: chosen('1h'), scope: chosen('match'), matchers };
    const read = readMute(filled({ ...fields, reason: { value: 'disks' } }), NOW);

    const endsAt = plus(NOW, hours(1));
    expect(read).toEqual({ scope: 'match', matchers: service, endsAt, reason: 'disks' });
  });

  it('leaves the matchers open where the modal did not show them yet', () => {
    const fields = { duration: chosen('1h'), scope: chosen('match') };
    const read = readMute(filled({ ...fields, reason: { value: 'disks' } }), NOW);

    expect(read).toMatchObject({ scope: 'match', matchers: null });
  });

  const match = { duration: chosen('1h'), scope: chosen('match'), reason: { value: 'disks' } };
  it.each([
    { title: 'no time', fields: {}, field: 'duration' },
    {
      title: 'a date that was not asked for',
      fields: { duration: chosen('date') },
      field: 'duration',
    },
    {
      title: 'no date',
      fields: { duration: chosen('date'), until: { selected_date_time: null } },
      field: 'until',
    },
    {
      title: 'a date that has passed',
      fields: { duration: chosen('date'), until: { selected_date_time: NOW / 1_000 } },
      field: 'until',
    },
    {
      title: 'a morning that has passed',
      fields: { duration: chosen(`tomorrow@${NOW / 1_000}`) },
      field: 'duration',
    },
    {
      title: 'a morning that is not named',
      fields: { duration: chosen('monday') },
      field: 'duration',
    },
    {
      title: 'a silence until a deploy',
      fields: { ...match, duration: chosen('deploy') },
      field: 'duration',
    },
    { title: 'no reason for a day', fields: { duration: chosen('1d') }, field: 'reason' },
    { title: 'no reason for a silence', fields: { ...match, reason: {} }, field: 'reason' },
    {
      title: 'a silence without an end',
      fields: { ...match, duration: chosen('resolved') },
      field: 'duration',
    },
    {
      title: 'matchers that are none',
      fields: { ...match, matchers: { value: 'orders' } },
      field: 'matchers',
    },
    { title: 'no matchers', fields: { ...match, matchers: { value: '' } }, field: 'matchers' },
    {
      title: 'matchers for everything',
      fields: { ...match, matchers: { value: 'service=~".*"' } },
      field: 'matchers',
    },
  ])('has to be mended with $title', ({ fields, field }) => {
    const sentence = expect.stringMatching(/^[A-Z"].*[.]$/);

    expect(readMute(filled(fields), NOW)).toEqual({ errors: { [field]: sentence } });
  });

  it('is a draft while it is being filled in', () => {
    const fields = { duration: chosen('1d'), scope: chosen('match'), matchers: { value: 'a=b' } };

    expect(readMuteDraft(filled(fields))).toEqual({ time: '1d', scope: 'match', matchers: 'a=b' });
    expect(readMuteDraft({})).toEqual({ time: '4h', scope: 'incident', matchers: null });
  });

  it('proposes the labels of the incident that matchers can name', () => {
    const labels = { service: 'orders', 'not a name': 'x', empty: '' };

    expect(matchersOf(theIncident({ labels }))).toEqual([
      { name: 'service', operator: '=', value: 'orders' },
    ]);
  });
});
