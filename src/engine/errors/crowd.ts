import { digestOf } from '../../domain/digest.ts';
import type { Crowd, ErrorGroup } from '../../domain/error-group.ts';
import { estimateOf, joinedSketches, sketched, sketchOf } from './sketch.ts';

/** So many are told apart; more are estimated. */
export const COUNTED_EXACTLY = 100;
const DIGITS_OF_A_KEY = 12;

/** Nobody was seen yet. */
export const NOBODY: Crowd = { kind: 'exact', keys: [] };

/** One more, who may be among them already. Only a digest is kept: an address or a name is nobody's business here. */
export function withUser(crowd: Crowd, key: string): Crowd {
  const digest = digestOf(key).slice(0, DIGITS_OF_A_KEY);
  if (crowd.kind === 'exact') {
    return crowd.keys.includes(digest) ? crowd : ofKeys([...crowd.keys, digest]);
  }
  const registers = sketched(crowd.registers, digest);
  return registers === crowd.registers ? crowd : { kind: 'estimated', registers };
}

/** How many they are: off by less than a tenth where they are many. */
export function usersIn(crowd: Crowd): number {
  if (crowd.kind === 'exact') return crowd.keys.length;
  // A crowd is estimated only when there are more: so the number never falls when somebody joins.
  return Math.max(COUNTED_EXACTLY + 1, Math.round(estimateOf(crowd.registers)));
}

/** How many different users the events of a group struck; an estimate says no more than there were events. */
export function usersStruck({ users, events }: Pick<ErrorGroup, 'users' | 'events'>): number {
  const count = usersIn(users);
  return users.kind === 'estimated' ? Math.min(count, events) : count;
}

/** Both together; who is in both counts once. */
export function joinedCrowds(a: Crowd, b: Crowd): Crowd {
  if (a.kind === 'exact') return b.kind === 'exact' ? ofKeys([...a.keys, ...b.keys]) : joined(b, a);
  return joined(a, b);
}

type Estimated = Extract<Crowd, { kind: 'estimated' }>;

function joined({ registers }: Estimated, other: Crowd): Crowd {
  return {
    kind: 'estimated',
    registers:
      other.kind === 'exact'
        ? other.keys.reduce(sketched, registers)
        : joinedSketches(registers, other.registers),
  };
}

/** Sorted, so that it does not matter who came first. */
function ofKeys(keys: readonly string[]): Crowd {
  const distinct = [...new Set(keys)].sort();
  return distinct.length > COUNTED_EXACTLY
    ? { kind: 'estimated', registers: sketchOf(distinct) }
    : { kind: 'exact', keys: distinct };
}
