import { channelsOf } from '../../../slack/channels.ts';
import { directoryOf } from '../../../slack/directory.ts';
import { mentionsOf } from '../../../slack/mentions.ts';
import type { Check } from '../check.ts';
import { mentionsIn } from '../destinations.ts';
import { fault, type Said, warning, well } from '../finding.ts';
import { placed } from '../place.ts';
import { SILENT } from '../silent.ts';
import type { SlackVisit } from '../slack-visit.ts';
import { oneByOne, type Welcomed, withSlackAndSettings } from '../with-slack.ts';

/** Whether everybody whom the configuration calls is there. */
export const mentions: Check = {
  name: 'mentions',
  section: 'Slack',
  look: withSlackAndSettings((welcomed, settings) => {
    const { resolve } = resolverOf(welcomed);
    return oneByOne(mentionsIn(settings), welcomed, async (mention) => {
      const said = await standing(mention, await resolve(mention), welcomed.slack);
      return placed(said, mention, welcomed.visit);
    });
  }),
};

function resolverOf({ slack: { web }, visit: { clock } }: Welcomed) {
  const directory = directoryOf(web, clock, SILENT);
  return mentionsOf({ web, channels: channelsOf(web), directory, clock, log: SILENT });
}

async function standing(mention: string, token: string | null, slack: SlackVisit): Promise<Said> {
  if (token === null)
    return fault(`${mention}: nobody is known by it, so that nobody is called.`, NOBODY);
  const [, group] = /^<!subteam\^(\w+)>$/.exec(token) ?? [];
  if (group !== undefined) return groupStanding(mention, group, slack);
  if (token.startsWith('<@')) return well(`${mention} is a person`);
  return well(`${mention} calls ${EVERYBODY[token] ?? 'many'}`);
}

const NOBODY =
  'Make a user group with this handle in Slack, or name a person, @here, or another group in the configuration.';

const EVERYBODY: Readonly<Record<string, string | undefined>> = {
  '<!here>': 'whoever of the channel is active',
  '<!channel>': 'everybody in the channel',
  '<!everyone>': 'everybody',
};

async function groupStanding(mention: string, id: string, { web }: SlackVisit): Promise<Said> {
  const { usergroups = [] } = await web.usergroups.list({ include_count: true });
  const group = usergroups.find((each) => each.id === id);
  if (!group) return fault(`${mention}: there is no user group ${id}.`, NOBODY);
  const count = Number(group.user_count ?? 0);
  if (count === 0) return warning(`${mention} is a user group with nobody in it.`, POPULATE);
  return well(`${mention} is a user group of ${count === 1 ? '1 person' : `${count} people`}`);
}

const POPULATE = 'Add people to the group in Slack: until then its calls ring nobody.';
