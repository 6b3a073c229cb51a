import type { Member } from '../store/store.ts';

/** Which configuration a process works with. */
type Configured = Pick<Member, 'id' | 'config' | 'configAt'>;

/** The process whose configuration is newer than this one's, by when each was first read; null: there is none. */
export function newerConfig(self: Configured, members: readonly Member[]): Member | null {
  let newest: Member | null = null;
  for (const member of members) {
    if (member.id === self.id || member.configAt <= (newest ?? self).configAt) continue;
    newest = member;
  }
  return newest !== null && newest.config !== self.config ? newest : null;
}
