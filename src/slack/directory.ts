import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Person } from '../domain/actor.ts';
import { between, hours, type Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';

/** The people in Slack and their names. */
export interface Directory {
  /** The person with their display name; `fallback` where Slack does not tell it. Never rejects. */
  person(id: string, fallback?: string): Promise<Person>;
  /** Who is meant by an id, a handle or a name; undefined: nobody. */
  find(user: string): Promise<Person | undefined>;
}

/** Names change seldom. */
const KEPT = hours(1);
/** More people than act on incidents in an hour. */
const MOST = 2_000;
const ID = /^[UW][A-Z0-9]{2,}$/;

/** The part of Slack's user that matters here. */
interface User {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** Asks Slack for people, and remembers names for an hour. */
export function directoryOf(web: WebClient, clock: Clock, log: Log): Directory {
  const names = new Map<string, { readonly name: string; readonly at: Instant }>();
  return {
    async person(id, fallback = id) {
      const known = names.get(id);
      const now = clock.now();
      if (known && between(known.at, now) < KEPT) return { id, name: known.name };
      try {
        const name = (await nameOf(web, id)) ?? fallback;
        if (names.size >= MOST) names.clear();
        names.set(id, { name, at: now });
        return { id, name };
      } catch (error) {
        log.warn({ error, user: id }, 'name of a person not known');
        return { id, name: known?.name ?? fallback };
      }
    },
    find: (user) => (ID.test(user) ? byId(web, user) : byName(web, user)),
  };
}

async function nameOf(web: WebClient, id: string): Promise<string | undefined> {
  const { user } = await web.users.info({ user: id });
  return user && shownName(user);
}

/** The name that Slack shows for somebody. */
function shownName({ profile, real_name, name }: User): string | undefined {
  const names = [profile?.display_name, profile?.real_name, real_name, name];
  return names.find((each) => each !== undefined && each !== '');
}

async function byId(web: WebClient, id: string): Promise<Person | undefined> {
  try {
    return { id, name: (await nameOf(web, id)) ?? id };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === 'user_not_found') return;
    throw error;
  }
}

async function byName(web: WebClient, user: string): Promise<Person | undefined> {
  const wanted = user.replace(/^@/, '').toLowerCase();
  let cursor: string | undefined;
  do {
    const page = await web.users.list({ limit: 200, ...(cursor && { cursor }) });
    const found = page.members?.find((member) => !member.deleted && isCalled(member, wanted));
    if (found?.id !== undefined) return { id: found.id, name: shownName(found) ?? found.id };
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return undefined;
}

function isCalled(user: User, wanted: string): boolean {
  const names = [user.name, user.real_name, user.profile?.display_name, user.profile?.real_name];
  return names.some((name) => name?.toLowerCase() === wanted);
}
