import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Person } from '../domain/actor.ts';
import { between, hours, type Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';

/** The people in Slack and their names. */
export interface Directory {
  /** The person with their display name; `fallback` where Slack does not tell it. Never rejects. */
  person(id: string, fallback?: string): Promise<Person>;
  /** The IANA time zone of their profile; null where Slack does not tell it. Never rejects. */
  timezone(id: string): Promise<string | null>;
  /** Who is meant by an id, a handle, a name or an e-mail address; undefined: nobody. */
  find(user: string): Promise<Person | undefined>;
}

/** Names change seldom. */
const KEPT = hours(1);
/** More people than act on incidents in an hour. */
const MOST = 2_000;
const ID = /^[UW][A-Z0-9]{2,}$/;
const ADDRESS = /^[^@\s]+@[^@\s]+$/;

/** The part of Slack's user that matters here. */
interface User {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly tz?: string;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** What is remembered of somebody. */
interface Profile {
  readonly name: string | undefined;
  readonly timezone: string | null;
  readonly at: Instant;
}

/** Asks Slack for people, and remembers their profiles for an hour. */
export function directoryOf(web: WebClient, clock: Clock, log: Log): Directory {
  const profileOf = profilesOf(web, clock, log);
  return {
    async person(id, fallback = id) {
      return { id, name: (await profileOf(id))?.name ?? fallback };
    },
    async timezone(id) {
      return (await profileOf(id))?.timezone ?? null;
    },
    find(user) {
      if (ID.test(user)) return byId(web, user);
      return ADDRESS.test(user) ? byAddress(web, user) : byName(web, user);
    },
  };
}

/** The profile of somebody, an old one where Slack does not tell it now. */
function profilesOf(web: WebClient, clock: Clock, log: Log) {
  const profiles = new Map<string, Profile>();
  return async (id: string): Promise<Profile | undefined> => {
    const known = profiles.get(id);
    const at = clock.now();
    if (known && between(known.at, at) < KEPT) return known;
    try {
      const { user } = await web.users.info({ user: id });
      const profile = { name: user && shownName(user), timezone: user?.tz ?? null, at };
      if (profiles.size >= MOST) profiles.clear();
      profiles.set(id, profile);
      return profile;
    } catch (error) {
      log.warn({ error, user: id }, 'name of a person not known');
      return known;
    }
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
  return unlessUnknown('user_not_found', async () => ({ id, name: (await nameOf(web, id)) ?? id }));
}

async function byAddress(web: WebClient, email: string): Promise<Person | undefined> {
  return unlessUnknown('users_not_found', async () => {
    const { user } = await web.users.lookupByEmail({ email });
    return user?.id === undefined ? undefined : { id: user.id, name: shownName(user) ?? user.id };
  });
}

/** Slack's word for nobody is no fault. */
async function unlessUnknown<T>(
  word: string,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === word) return undefined;
    throw error;
  }
}

async function byName(web: WebClient, user: string): Promise<Person | undefined> {
  const wanted = user.replace(/^@/, '').toLowerCase();
  if (wanted === '') return undefined;
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
