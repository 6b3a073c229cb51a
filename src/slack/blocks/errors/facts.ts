import type { ErrorEvent } from '../../../domain/error-event.ts';
import type { ErrorGroup } from '../../../domain/error-group.ts';
import { usersStruck } from '../../../engine/errors/crowd.ts';
import { count } from '../words.ts';
import { pathOf } from './before.ts';

type Struck = Pick<ErrorGroup, 'users' | 'events'>;

/** How often an error came in all, and whom it struck: "1,204 times, about 212 users". */
export function howOften(group: Struck): string {
  const struck = usersWords(group);
  return `${count(group.events, 'time')}${struck === '' ? '' : `, ${struck}`}`;
}

/** "3 users", "about 212 users"; empty where none is known. */
export function usersWords(group: Struck): string {
  const struck = usersStruck(group);
  return struck === 0 ? '' : `${aboutWord(group)}${count(struck, 'user')}`;
}

/** "1 other user", "about 211 other users"; empty where there is none. */
export function otherUsersWords(group: Struck): string {
  const others = usersStruck(group) - 1;
  return others > 0 ? `${aboutWord(group)}${count(others, 'other user')}` : '';
}

function aboutWord({ users }: Struck): string {
  return users.kind === 'estimated' ? 'about ' : '';
}

/** During which request it happened, or in which job: "POST /pay"; empty where nothing tells. */
export function duringWhat({ request, transaction }: ErrorEvent): string {
  return request ? `${request.method} ${pathOf(request.url)}`.trim() : transaction;
}

/** Whom it struck, by what people know them by; empty where nobody is known. */
export function userName({ user }: ErrorEvent): string {
  return user ? user.name || user.email || user.id || user.ip : '';
}
