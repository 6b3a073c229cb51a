import type { Member } from '../store/store.ts';

/** The connections to Slack that a whole cluster keeps: Slack renews each every few hours, and one alone is deaf meanwhile. */
export const SLOTS = ['socket-1', 'socket-2'] as const;

/** How many of them a process may have: all where it alone talks with Slack, else one, so that two processes share them. */
export function slotsFor(id: string, members: readonly Member[]): number {
  const isAlone = members.every((member) => member.id === id || !member.roles.includes('slack'));
  return isAlone ? SLOTS.length : 1;
}
