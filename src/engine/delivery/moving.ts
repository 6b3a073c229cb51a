import type { Delivery } from '../../domain/delivery.ts';
import type { Severity } from '../../domain/severity.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { goesOn } from './goes-on.ts';
import { firstDelivery, leftInPeace } from './progress.ts';
import { tellsAnything } from './recap.ts';
import type { Situation } from './situation.ts';

/** Calls among so many of the newest entries may ring once more in another workspace. */
const LOOKED_BACK = 100;

/** How many workspaces are remembered: each start of the sandbox is a new one. */
const REMEMBERED = 4;

/** The entries that decide how a delivery begins in another workspace: the newest of those told so far. */
export function toldSoFar(delivery: Delivery): { readonly after: number; readonly upTo: number } {
  const upTo = Math.max(delivery.cursor, delivery.recap ?? 0);
  return { after: Math.max(0, upTo - LOOKED_BACK), upTo };
}

/**
 * How a delivery begins in another workspace, from its entries there so far (`toldSoFar`). What is over is left in peace, and
 * a workspace that comes back goes on where it was. `waits`: its card comes with the next news.
 */
export function moved(situation: Situation, team: string, waits = false): Delivery {
  const { subject, delivery } = situation;
  const { elsewhere: others = [], ...left } = delivery;
  const known = others.find((each) => each.team === team);
  // Where nothing was posted, there is nothing to go on with.
  const away = others.filter((each) => each.team !== team && each.waitsBeyond === undefined);
  const elsewhere = [left, ...away.slice(0, REMEMBERED - 1)];
  if (known) return { ...known, notBefore: null, failures: 0, fault: null, lease: null, elsewhere };
  return goesOn(subject)
    ? { ...begunIn(team, situation, waits), elsewhere }
    : leftInPeace(situation);
}

function begunIn(team: string, situation: Situation, waits: boolean): Delivery {
  const { subject, delivery } = situation;
  const { after, upTo } = toldSoFar(delivery);
  const { entryCount } = subject.shown;
  const recap = waits ? entryCount : upTo;
  const summedUp = { ...situation, delivery: { ...delivery, recap } };
  return {
    ...firstDelivery(subject.shown, team),
    generation: delivery.generation + 1,
    cursor: after,
    ...(tellsAnything(summedUp) && { recap }),
    ...(waits && { waitsBeyond: entryCount }),
  };
}

/** An open incident with its card in another workspace. */
export interface Arrival {
  readonly id: string;
  readonly number: number;
  readonly severity: Severity;
  /** Whether nobody has it, and nobody muted it. */
  readonly isNobodys: boolean;
  /** Whether a call for it waits to ring. */
  readonly calls: boolean;
}

/**
 * Whose card comes at once where many move into a channel that has room for so many, as if they had come in a storm: what is
 * critical or calls somebody always does; then what nobody has, the worst, the newest. The others' cards wait for news.
 */
export function whoComes(
  arrivals: readonly Arrival[],
  room: number,
): { readonly come: readonly Arrival[]; readonly wait: readonly Arrival[] } {
  const inOrder = [...arrivals].sort(
    (a, b) =>
      Number(isUrgent(b)) - Number(isUrgent(a)) ||
      Number(b.isNobodys) - Number(a.isNobodys) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.number - a.number,
  );
  const come = Math.max(room, inOrder.filter(isUrgent).length);
  return { come: inOrder.slice(0, come), wait: inOrder.slice(come) };
}

function isUrgent({ severity, calls }: Arrival): boolean {
  return severity === 'critical' || calls;
}
