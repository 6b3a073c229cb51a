import { person } from '../conversations.ts';
import type { Person } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from '../workspace.ts';
import type { Method } from './method.ts';
import { nextCursor, page } from './paging.ts';

/** One member of the workspace. */
export const info: Method = {
  name: 'users.info',
  scope: 'users:read',
  tier: 4,
  run: ({ workspace }, args) => ({
    user: userJson(workspace, person(workspace, args.need('user'))),
  }),
};

/** All members. */
export const list: Method = {
  name: 'users.list',
  scope: 'users:read',
  tier: 2,
  run: ({ workspace }, args) => {
    const found = page([...workspace.people.values()], args, { otherwise: 1000, most: 1000 });
    const members = found.items.map((each) => userJson(workspace, each));
    return { members, cache_ts: Math.floor(workspace.now() / 1000), ...nextCursor(found.next) };
  },
};

/** The member with this address. */
export const lookupByEmail: Method = {
  name: 'users.lookupByEmail',
  scope: 'users:read.email',
  tier: 3,
  run: ({ workspace }, args) => {
    const email = args.need('email');
    const found = [...workspace.people.values()].find((each) => each.email === email);
    if (!found) throw new Refusal('users_not_found');
    return { user: userJson(workspace, found) };
  },
};

/** What a member tells of themselves. */
export const profileGet: Method = {
  name: 'users.profile.get',
  scope: 'users.profile:read',
  tier: 4,
  run: ({ workspace }, args) => ({
    profile: profile(person(workspace, args.text('user') ?? workspace.app.user)),
  }),
};

function userJson(workspace: Workspace, { id, name, realName, tz, ...rest }: Person): object {
  const offset = offsetOf(tz, workspace.now());
  return {
    id,
    team_id: workspace.team.id,
    name,
    deleted: false,
    real_name: realName,
    tz,
    tz_label: tz,
    tz_offset: offset,
    is_admin: false,
    is_owner: false,
    is_bot: rest.isBot,
    is_app_user: false,
    updated: 0,
    profile: profile({ id, name, realName, tz, ...rest }),
  };
}

function profile({ realName, email, isBot }: Person): object {
  return {
    title: '',
    real_name: realName,
    real_name_normalized: realName,
    display_name: isBot ? '' : realName,
    display_name_normalized: isBot ? '' : realName,
    status_text: '',
    status_emoji: '',
    image_72: '',
    ...(isBot ? {} : { email }),
  };
}

/** Seconds east of Greenwich at this moment. */
function offsetOf(tz: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
}
