import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { IncidentAct } from '../../src/domain/command.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Happening } from '../../src/domain/timeline.ts';
import { ANN, BOB } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const RESOLVE: IncidentAct = { verb: 'resolve', note: '', whileFiring: 'reopen' };
const LINK = 'https://slack.example/p1';

/** What was done to incident 1 before; it fires, is told of and is nobody's. */
const BEFORE: Readonly<Record<string, readonly IncidentAct[]>> = {
  triggered: [],
  acknowledged: [{ verb: 'acknowledge' }],
  'for Ann': [{ verb: 'assign', to: ANN }],
  muted: [{ verb: 'mute', until: null, reason: 'busy', early: [] }],
  resolved: [RESOLVE],
};

async function worldThatIs(state: string): Promise<DecideWorld> {
  const world = aWorld();
  await world.fire();
  for (const act of BEFORE[state]!) await world.ask(act);
  await world.advance('1m');
  return world;
}

describe('a command', () => {
  it.each<[string, IncidentAct, Partial<Incident>, Happening]>([
    ['triggered', { verb: 'acknowledge' }, { status: 'acknowledged' }, { kind: 'acknowledged' }],
    ['muted', { verb: 'acknowledge' }, { status: 'acknowledged' }, { kind: 'acknowledged' }],
    [
      'acknowledged',
      { verb: 'unacknowledge' },
      { status: 'triggered', acknowledged: null },
      { kind: 'unacknowledged', from: { type: 'person', ...ANN } },
    ],
    [
      'triggered',
      { verb: 'assign', to: BOB },
      { status: 'triggered', assignee: BOB },
      { kind: 'assigned', to: BOB },
    ],
    ['for Ann', { verb: 'assign', to: BOB }, { assignee: BOB }, { kind: 'assigned', to: BOB }],
    [
      'acknowledged',
      { verb: 'assign', to: BOB },
      { status: 'acknowledged', assignee: BOB },
      { kind: 'assigned', to: BOB },
    ],
    ['for Ann', { verb: 'assign', to: null }, { assignee: null }, { kind: 'unassigned' }],
    [
      'acknowledged',
      { verb: 'mute', until: null, reason: 'x', early: [] },
      { status: 'acknowledged' },
      { kind: 'muted', until: null, why: 'x' },
    ],
    [
      'muted',
      { verb: 'unmute' },
      { mute: null },
      { kind: 'unmuted', hidden: 0, firing: 1, early: null },
    ],
    ['triggered', RESOLVE, { status: 'resolved' }, { kind: 'resolved', how: 'person', note: '' }],
    [
      'acknowledged',
      RESOLVE,
      { status: 'resolved', acknowledged: null },
      { kind: 'resolved', how: 'person', note: '' },
    ],
    [
      'resolved',
      { verb: 'reopen' },
      { status: 'triggered', resolution: null },
      { kind: 'reopened', title: '' },
    ],
    [
      'triggered',
      { verb: 'severity', severity: 'critical' },
      { severity: 'critical' },
      { kind: 'severity', from: 'warning', to: 'critical' },
    ],
    [
      'resolved',
      { verb: 'severity', severity: 'info' },
      { severity: 'info', status: 'resolved' },
      { kind: 'severity', from: 'warning', to: 'info' },
    ],
    [
      'resolved',
      { verb: 'fix', text: 'New disk' },
      { status: 'resolved' },
      { kind: 'note', text: 'New disk' },
    ],
  ])(
    'when %s: %j is done, on the card, and told with the name of who asked',
    async (state, ...[act, after, what]) => {
      const world = await worldThatIs(state);
      const before = await world.incident();

      expect(await world.ask(act, 1, { type: 'person', ...BOB })).toBe('done');
      const incident = await world.incident();
      expect(incident).toMatchObject(after);
      expect(incident.cardRevision).toBeGreaterThan(before.cardRevision);
      expect(incident.entryCount).toBe(before.entryCount + 1);
      expect(await world.last()).toEqual({
        incident: incident.id,
        seq: incident.entryCount,
        at: world.now,
        actor: { type: 'person', ...BOB },
        reason: 'asked',
        thread: true,
        what,
      });
    },
  );

  it('that acknowledges what was meant for somebody else takes it from them, and the thread says so', async () => {
    const world = await worldThatIs('for Ann');

    expect(await world.ask({ verb: 'acknowledge' }, 1, { type: 'person', ...BOB })).toBe('done');
    expect(await world.incident()).toMatchObject({ status: 'acknowledged', assignee: null });
    expect((await world.story()).slice(-2)).toEqual(['acknowledged', 'unassigned']);
  });

  it.each<[string, IncidentAct, Happening]>([
    ['triggered', { verb: 'note', text: 'Looking' }, { kind: 'note', text: 'Looking' }],
    ['resolved', { verb: 'note', text: 'Look again' }, { kind: 'note', text: 'Look again' }],
    ['triggered', { verb: 'fix', text: 'New disk' }, { kind: 'note', text: 'New disk' }],
  ])('when %s: %j is told, and changes nothing on the card', async (state, act, what) => {
    const world = await worldThatIs(state);
    const before = await world.incident();

    expect(await world.ask(act)).toBe('done');
    expect(await world.incident()).toEqual({ ...before, entryCount: before.entryCount + 1 });
    expect(await world.last()).toMatchObject({ what, thread: true, at: world.now });
  });

  it.each<[string, IncidentAct, string]>([
    ['acknowledged', { verb: 'acknowledge' }, 'already-acknowledged'],
    ['resolved', { verb: 'acknowledge' }, 'already-resolved'],
    ['triggered', { verb: 'unacknowledge' }, 'not-acknowledged'],
    ['resolved', { verb: 'unacknowledge' }, 'already-resolved'],
    ['for Ann', { verb: 'assign', to: ANN }, 'already-assigned'],
    ['for Ann', { verb: 'assign', to: { ...ANN, name: 'Ann L.' } }, 'already-assigned'],
    ['triggered', { verb: 'assign', to: null }, 'already-assigned'],
    ['resolved', { verb: 'assign', to: ANN }, 'already-resolved'],
    ['resolved', { verb: 'mute', until: null, reason: '', early: [] }, 'already-resolved'],
    ['triggered', { verb: 'unmute' }, 'not-muted'],
    ['resolved', { verb: 'unmute' }, 'not-muted'],
    ['resolved', RESOLVE, 'already-resolved'],
    ['triggered', { verb: 'reopen' }, 'not-resolved'],
    ['acknowledged', { verb: 'reopen' }, 'not-resolved'],
    ['triggered', { verb: 'severity', severity: 'warning' }, 'already-so'],
  ])('when %s: %j is refused as %s, and nothing is saved', async (state, act, refusal) => {
    const world = await worldThatIs(state);
    const before = world.changes.length;
    const outcome = await world.command({
      type: 'incident',
      number: 1,
      actor: { type: 'api', name: 'x' },
      act,
    });

    expect(outcome).toEqual({ type: 'refused', refusal, incident: await world.incident() });
    expect(world.changes).toHaveLength(before);
  });

  it.each<IncidentAct>([
    { verb: 'acknowledge' },
    { verb: 'note', text: 'x' },
    { verb: 'reopen' },
    { verb: 'refresh' },
  ])('about an incident that is not there is refused: %j', async (act) => {
    const world = aWorld();
    const outcome = await world.command({
      type: 'incident',
      number: 9,
      actor: { type: 'api', name: 'x' },
      act,
    });

    expect(outcome).toEqual({ type: 'refused', refusal: 'unknown-incident', incident: null });
  });

  it('answers with the incident as it is after it', async () => {
    const world = await worldThatIs('triggered');
    const actor: Actor = { type: 'api', name: 'script' };
    const outcome = await world.command({
      type: 'incident',
      number: 1,
      actor,
      act: { verb: 'acknowledge' },
    });

    expect(outcome).toEqual({ type: 'done', incident: await world.incident() });
    expect((await world.incident()).acknowledged).toEqual({ by: actor, at: world.now });
  });
});

describe('unmuting', () => {
  it('is refused when the time of the mute has passed, although nobody has looked yet', async () => {
    const world = await worldThatIs('triggered');
    await world.ask({ verb: 'mute', until: world.in('1h'), reason: '' });
    world.clock.advance('1h');

    expect(await world.ask({ verb: 'unmute' })).toBe('not-muted');
  });
});

describe('what fixed it', () => {
  it('is on the card of a resolved incident that has no note yet, and stays', async () => {
    const world = await worldThatIs('resolved');
    await world.ask({ verb: 'fix', text: 'New disk' });
    expect((await world.incident()).resolution?.note).toBe('New disk');
    const { cardRevision } = await world.incident();
    await world.ask({ verb: 'fix', text: 'Newer disk' });

    expect((await world.incident()).resolution?.note).toBe('New disk');
    expect((await world.incident()).cardRevision).toBe(cardRevision);
    expect((await world.last()).what).toEqual({ kind: 'note', text: 'Newer disk' });
  });
});

describe('a pinned message', () => {
  it('stands on the timeline with the time at which it was written, by whom, and who pinned it', async () => {
    const world = await worldThatIs('triggered');
    const at = world.ago('30s');
    await world.ask({
      verb: 'pin',
      text: 'It was the cron job',
      author: 'Bob Ortiz',
      link: LINK,
      at,
    });

    expect(await world.last()).toMatchObject({
      at,
      actor: { type: 'person', ...ANN },
      what: { kind: 'pinned', text: 'It was the cron job', author: 'Bob Ortiz', link: LINK },
    });
  });
});

describe('a change', () => {
  it.each(['triggered', 'acknowledged', 'resolved'] as const)(
    'stands on the timeline of an incident that is %s, and nobody is told',
    async (status) => {
      const world = await worldThatIs(status);
      const before = await world.incident();

      await world.ask({ verb: 'change', summary: 'Deployed 1.4.2', url: LINK });

      expect(await world.last()).toMatchObject({
        thread: false,
        actor: { type: 'person', ...ANN },
        what: { kind: 'changed', summary: 'Deployed 1.4.2', url: LINK },
      });
      expect(await world.incident()).toEqual({ ...before, entryCount: before.entryCount + 1 });
    },
  );
});

describe('a refresh', () => {
  it('draws the card anew and does nothing else', async () => {
    const world = await worldThatIs('triggered');
    const before = await world.incident();
    await world.ask({ verb: 'refresh' });

    expect(await world.incident()).toEqual({ ...before, cardRevision: before.cardRevision + 1 });
  });

  it('makes no card where there is none', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'alertname=DiskFull' });
    await world.fire();
    await world.ask({ verb: 'refresh' });

    expect((await world.incident()).cardRevision).toBe(0);
  });
});
