import { Refusal } from '../refusal.ts';
import type { Method } from './method.ts';

/** Whether Slack is there. */
export const apiTest: Method = {
  name: 'api.test',
  token: 'none',
  run: (_slack, args) => {
    const error = args.text('error');
    if (error !== undefined) throw new Refusal(error, { args: args.all });
    return { args: args.all };
  },
};

/** Whose token this is. */
export const authTest: Method = {
  name: 'auth.test',
  run: ({ workspace, url }) => ({
    url: `${url}/`,
    team: workspace.team.name,
    user: workspace.people.get(workspace.app.user)?.name,
    team_id: workspace.team.id,
    user_id: workspace.app.user,
    bot_id: workspace.app.botId,
    is_enterprise_install: false,
  }),
};

/** A ticket for a Socket Mode connection. */
export const connectionsOpen: Method = {
  name: 'apps.connections.open',
  token: 'app',
  tier: 2,
  run: (slack) => {
    const address = slack.url.replace(/^http/, 'ws');
    return {
      url: `${address}/link/?ticket=${slack.issueTicket()}&app_id=${slack.workspace.app.id}`,
    };
  },
};

/** The bot as others see it. */
export const botsInfo: Method = {
  name: 'bots.info',
  scope: 'users:read',
  tier: 3,
  run: ({ workspace }, args) => {
    const { app, people } = workspace;
    if ((args.text('bot') ?? app.botId) !== app.botId) throw new Refusal('bot_not_found');
    const name = people.get(app.user)?.name;
    return {
      bot: { id: app.botId, app_id: app.id, user_id: app.user, name, deleted: false, icons: {} },
    };
  },
};

/** The workspace. */
export const teamInfo: Method = {
  name: 'team.info',
  scope: 'team:read',
  tier: 3,
  run: ({ workspace, url }) => ({
    team: { ...workspace.team, url: `${url}/`, email_domain: '', icon: { image_default: true } },
  }),
};

/** All user groups. */
export const userGroupsList: Method = {
  name: 'usergroups.list',
  scope: 'usergroups:read',
  tier: 2,
  run: ({ workspace }, args) => ({
    usergroups: workspace.userGroups.map((group) => ({
      id: group.id,
      team_id: workspace.team.id,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      description: '',
      date_delete: 0,
      user_count: group.people.length,
      ...(args.flag('include_users') ? { users: group.people } : {}),
    })),
  }),
};

/** Who is in a user group. */
export const userGroupUsersList: Method = {
  name: 'usergroups.users.list',
  scope: 'usergroups:read',
  tier: 2,
  run: ({ workspace }, args) => {
    const found = workspace.userGroups.find((group) => group.id === args.need('usergroup'));
    if (!found) throw new Refusal('no_such_subteam');
    return { users: found.people };
  },
};
