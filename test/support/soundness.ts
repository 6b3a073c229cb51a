import { expect } from 'vitest';
import type { TrackedAlert } from '../../src/domain/alert.ts';
import { type Incident, isMuted, isOpen, wasTold } from '../../src/domain/incident.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { DecideWorld } from './decide-world.ts';

/** Whatever happened, this is so. */
export async function expectSound(world: DecideWorld): Promise<void> {
  const firing = await world.store.firing();
  const arrivals = arrivalsOf(world);
  for (const incident of await world.incidents()) {
    const entries = await world.timeline(incident.number);
    const own = firing.filter((alert) => alert.incident === incident.id);
    expectRightStatus(incident);
    expectRightCounts(incident, own, arrivals.get(incident.id) ?? 0);
    expectRightTimeline(incident, entries);
    expectHeard(incident, world);
    expectTold(incident, entries);
  }
  await expectFiringAtHome(world, firing);
}

function expectRightStatus(incident: Incident): void {
  expect({
    acknowledged: incident.acknowledged !== null,
    resolved: incident.resolution !== null,
  }).toEqual({
    acknowledged: incident.status === 'acknowledged',
    resolved: incident.status === 'resolved',
  });
  if (incident.reopened) expect(isOpen(incident)).toBe(true);
  const { mute } = incident;
  if (!isOpen(incident) && mute && !mute.ignores) expect(mute.until).not.toBeNull();
  if (incident.resolution) expect(incident.resolution.at).toBeGreaterThanOrEqual(incident.openedAt);
}

function expectRightCounts(
  incident: Incident,
  firing: readonly TrackedAlert[],
  arrivals: number,
): void {
  const { firingCount, audibleCount, alertCount, hosts } = incident;

  expect({ firingCount, audibleCount, alertCount }).toEqual({
    firingCount: firing.length,
    audibleCount: firing.filter(({ suppressed }) => !suppressed).length,
    alertCount: arrivals,
  });
  expect(new Set(hosts).size).toBe(hosts.length);
}

/** How often a row of an alert came to an incident where it was not before. */
function arrivalsOf(world: DecideWorld): ReadonlyMap<string, number> {
  const homes = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const change of world.changes) {
    if (change.type !== 'alert') continue;
    const { key, incident } = change.alert;
    if (homes.get(key) !== incident) counts.set(incident, (counts.get(incident) ?? 0) + 1);
    homes.set(key, incident);
  }
  return counts;
}

function expectRightTimeline(incident: Incident, entries: readonly TimelineEntry[]): void {
  const { joined } = incident;

  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(incident.entryCount).toBe(entries.length);
  expect(entries[0]?.what.kind).toBe('opened');
  if (joined && joined.seq > 0) {
    const { seq, count, titles } = joined;
    expect(entries[seq - 1]?.what).toMatchObject({ kind: 'joined', count, titles });
  }
}

function expectHeard(incident: Incident, world: DecideWorld): void {
  const { audibleCount, cardRevision, detailsRevision, withheld } = incident;

  if (withheld !== null) expect(cardRevision).toBe(0);
  if (cardRevision === 0) {
    expect(detailsRevision).toBe(0);
    const isQuiet = incident.firingCount === 0;
    expect(withheld !== null || isQuiet || isWaiting(incident, world)).toBe(true);
  }
  if (isOpen(incident) && audibleCount > 0 && !isMuted(incident, world.now)) {
    const waits =
      isWaiting(incident, world) || withheld === 'below-threshold' || withheld === 'storm';
    expect(wasTold(incident) || waits).toBe(true);
  }
}

/** Its group may still gather alerts, or did so when it ended. */
function isWaiting({ waitsUntil, resolution }: Incident, { now }: DecideWorld): boolean {
  return (resolution?.at ?? now) < waitsUntil;
}

/** What people hear that means: it fires, or it is over. */
const NEWS = ['resolved', 'reopened', 'released', 'joined', 'unmuted'];

/** Whoever was told that it fires is told of the end, and nobody else of anything; a return that nobody heard of ends unheard. */
function expectTold(incident: Incident, entries: readonly TimelineEntry[]): void {
  const told = entries.filter(({ thread }) => thread);
  const last = told.findLast(({ what }) => NEWS.includes(what.kind));

  if (!wasTold(incident)) expect(told).toEqual([]);
  else if (!isOpen(incident) && !incident.mute?.ignores) expect(last?.what.kind).toBe('resolved');
}

/** Every firing alert is in one incident, which is open unless a person said otherwise, and knows its silences. */
async function expectFiringAtHome(
  world: DecideWorld,
  firing: readonly TrackedAlert[],
): Promise<void> {
  const expected = await world.suppressions(firing);
  for (const [index, { incident, suppressed }] of firing.entries()) {
    const home = await world.store.incident(incident);
    expect(home?.resolution?.how ?? 'open').toMatch(/open|person/);
    expect(suppressed).toEqual(expected[index]);
  }
}
