import type { Alert } from '../../../src/domain/alert.ts';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import type { ErrorGroup, ErrorSample } from '../../../src/domain/error-group.ts';
import { identified } from '../../../src/engine/errors/identify.ts';
import { alertOfError } from '../../../src/sources/errors/alert.ts';
import type { DecideWorld } from '../../support/decide-world.ts';
import { anErrorEvent } from '../../support/state.ts';

/** What a test may say of an event; by default a `KeyError` of the shop in production that names no release. */
export type Raising = Partial<Omit<ErrorEvent, 'user'>> & {
  readonly type?: string;
  readonly user?: string;
  /** The source that it came through. */
  readonly source?: string;
};

/** As of an event that says nothing of its id, which many may have. */
const MADE_ID = `${'0'.repeat(12)}8${'0'.repeat(19)}`;

/** The alert of an error as it is decided on. */
export function errorAlert(world: DecideWorld, spec: Raising = {}): Alert {
  const { type = 'KeyError', user, source = 'shop', ...rest } = spec;
  const event = anErrorEvent({
    id: MADE_ID,
    release: '',
    at: world.now,
    chain: [{ type, value: 'lost', synthetic: false, handled: false, frames: [] }],
    user: user === undefined ? null : { id: user, email: '', name: '', ip: '' },
    ...rest,
  });
  return identified(alertOfError(event, { name: source, resolveTimeout: null }), world.policy);
}

/** One event; what became of it. */
export async function raise(world: DecideWorld, spec: Raising = {}): Promise<string> {
  const [outcome] = await world.receive(errorAlert(world, spec));
  if (outcome?.type !== 'alert') throw new Error('An error was decided without an outcome.');
  return outcome.reason;
}

/** Events that come together. */
export async function raiseMany(
  world: DecideWorld,
  count: number,
  spec: Raising = {},
): Promise<void> {
  await world.receive(...Array.from({ length: count }, () => errorAlert(world, spec)));
}

/** The id of the group to which such an event belongs by itself. */
export function groupIdOf(world: DecideWorld, spec: Raising = {}): string {
  return errorAlert(world, spec).incidentKey!;
}

/** The group of such events by itself. */
export async function groupOf(world: DecideWorld, spec: Raising = {}): Promise<ErrorGroup> {
  const group = await world.store.errorGroup(groupIdOf(world, spec));
  if (!group) throw new Error('There is no such group.');
  return group;
}

/** The events that are kept, by their places. */
export function samples(world: DecideWorld): readonly ErrorSample[] {
  const kept = new Map<string, ErrorSample>();
  for (const change of world.changes) {
    if (change.type !== 'error-sample') continue;
    kept.set(`${change.sample.group} ${change.sample.slot}`, change.sample);
  }
  return [...kept.values()].sort((a, b) => a.slot - b.slot);
}

/** A version is announced; the next ones are seen later. */
export async function announce(world: DecideWorld, version: string): Promise<void> {
  const firstSeenAt = world.now;
  const told = { project: 'shop', version, firstSeenAt, deploys: [], commits: [], url: null };
  await world.command({ type: 'release', release: told });
  await world.advance('1m');
}

/** A person says that it is over. */
export function resolved(world: DecideWorld, inNextRelease = false, number = 1): Promise<string> {
  return world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen', inNextRelease }, number);
}
