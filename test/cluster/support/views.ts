import type { View } from '../../../src/cluster/view.ts';
import { instant } from '../../../src/domain/time.ts';
import type { Member } from '../../../src/store/store.ts';

export const NOW = instant(Date.UTC(2026, 10, 23, 2));

/** What a worker knows that just began. */
export function aView(part: Partial<View> = {}): View {
  return {
    now: NOW,
    id: 'me',
    isWorker: true,
    queue: 'none',
    spokenAt: null,
    wellSince: null,
    look: null,
    leaderUntil: null,
    ...part,
  };
}

/** Another process that does everything. */
export function aMember(part: Partial<Member> = {}): Member {
  return {
    id: 'other',
    host: 'app-2',
    version: '0.1.0',
    roles: ['http', 'worker', 'slack'],
    config: 'c1',
    configAt: NOW,
    queue: 'none',
    startedAt: NOW,
    seenAt: NOW,
    ...part,
  };
}
