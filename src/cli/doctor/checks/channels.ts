import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { nearest } from '../../../nearest.ts';
import type { Check } from '../check.ts';
import { channelsIn } from '../destinations.ts';
import { fault, type Said, well } from '../finding.ts';
import { placed } from '../place.ts';
import { oneByOne, type Welcomed, withSlackAndSettings } from '../with-slack.ts';

/** Whether Quell can post wherever the configuration sends it. Nothing is posted, and no channel joined. */
export const channels: Check = {
  name: 'channels',
  section: 'Slack',
  look: withSlackAndSettings(async (welcomed, settings) => {
    const { web } = welcomed.slack;
    const known = await everyChannel(web);
    return oneByOne(channelsIn(settings), welcomed, async (wanted) => {
      const found = await find(web, known, wanted);
      const said = found ? standing(wanted, found, welcomed) : absent(wanted, known);
      return placed(said, wanted, welcomed.visit);
    });
  }),
};

/** What of Slack's channel matters here: https://docs.slack.dev/reference/objects/conversation-object. */
interface Found {
  readonly id?: string;
  readonly name?: string;
  readonly is_member?: boolean;
  readonly is_private?: boolean;
  readonly is_archived?: boolean;
  readonly is_read_only?: boolean;
}

async function everyChannel(web: WebClient): Promise<readonly Found[]> {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const types = 'public_channel,private_channel';
    const page = await web.conversations.list({ types, limit: 999, ...(cursor && { cursor }) });
    found.push(...(page.channels ?? []));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}

/** With all that Slack says of one channel alone; a name may belong to several of which all but one are archived. */
async function find(
  web: WebClient,
  known: readonly Found[],
  wanted: string,
): Promise<Found | undefined> {
  const named = known.filter(({ id, name }) => id === wanted || `#${name}` === wanted);
  const chosen = named.find(({ is_archived }) => !is_archived) ?? named[0];
  const channel = chosen?.id ?? (wanted.startsWith('#') ? undefined : wanted);
  if (channel === undefined) return undefined;
  try {
    return (await web.conversations.info({ channel })).channel;
  } catch (error) {
    const isUnknown =
      error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found';
    if (isUnknown) return undefined;
    throw error;
  }
}

function absent(wanted: string, known: readonly Found[]): Said {
  const names = known.filter(({ is_archived }) => !is_archived).map(({ name }) => `#${name}`);
  const near = nearest(wanted, names);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return fault(
    `${wanted}: the bot sees no such channel.${meant}`,
    `Make it in Slack, or name another one in the configuration. If it is private: /invite @Quell there.`,
  );
}

function standing(wanted: string, found: Found, welcomed: Welcomed): Said {
  const { name } = found;
  const shown = wanted.startsWith('#') || name === undefined ? wanted : `${wanted} (#${name})`;
  if (found.is_archived) return fault(`${shown} is archived.`, UNARCHIVE);
  if (!found.is_member) return outside(shown, found, welcomed);
  if (found.is_read_only) return fault(`${shown}: the bot may only read there.`, ALLOW);
  return well(`${shown} is ${found.is_private ? 'private' : 'public'}, with the bot in it`);
}

const UNARCHIVE = 'Unarchive it in Slack, or name another one in the configuration.';
const ALLOW =
  "Under the channel's name in Slack: Settings → Posting permissions, let everyone or the bot post.";

function outside(shown: string, { is_private }: Found, { greeting }: Welcomed): Said {
  if (!is_private && greeting.scopes?.includes('channels:join') !== false)
    return well(`${shown} is public: the bot joins it with its first card`);
  return fault(`${shown}: the bot is not in it.`, 'Type /invite @Quell in it.');
}
