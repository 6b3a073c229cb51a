import type { DatabaseConfig } from '../../../config/database.ts';
import type { StormLimit } from '../../../domain/policy.ts';
import type { Check } from '../check.ts';
import { countIn, keptIn, type OpenIn, type OpenThere } from '../database/kept.ts';
import { openInPostgres } from '../database/postgres.ts';
import { type Said, skipped, warning, well } from '../finding.ts';
import { runningCards } from '../running-cards.ts';
import { settingsOf } from '../visit.ts';
import { withSlack } from '../with-slack.ts';

/** Whether the next start would post what is open in another workspace, such as the sandbox's inventions. */
export const firstCards: Check = {
  name: 'first cards',
  section: 'Slack',
  look: withSlack(async ({ greeting: { teamId, url }, visit }) => {
    const { machine } = visit;
    if (!('config' in machine)) return [];
    const { database } = machine.config;
    const open = await openIn(database);
    if (open === null) return [];
    if (open !== 'unreadable') {
      const arriving = open.filter((each) => arrives(each, teamId));
      return [cardsSaid(arriving, settingsOf(visit)?.policy.storm ?? null, database)];
    }
    if (database.kind === 'postgres') return [skipped('the database is to be read first')];
    return runningCards(visit, url, beginAnew(database.path));
  }),
};

async function openIn(database: DatabaseConfig): Promise<OpenIn | 'unreadable' | null> {
  if (database.kind === 'postgres') return openInPostgres(database.url);
  const kept = keptIn(database.path);
  return kept === null || kept === 'unreadable' ? kept : kept.open;
}

/** Whether it is to be posted anew: not where its card is here, be it from an earlier stay. */
function arrives({ team, earlier }: OpenThere, teamId: string): boolean {
  return team !== null && team !== teamId && !earlier?.split(',').includes(teamId);
}

function cardsSaid(arriving: OpenIn, storm: StormLimit | null, database: DatabaseConfig): Said {
  const count = countIn(arriving);
  if (count === 0) return well('none that another workspace has');
  const what = count === 1 ? '1 open incident has its card' : `${count} open incidents have cards`;
  return warning(
    `${what} in another workspace, such as the sandbox: ${comingText(arriving, storm)}`,
    database.kind === 'postgres' ? beginWith(ANOTHER) : beginAnew(database.path),
  );
}

/** A channel gets so many cards as it has room for, as the delivery brings them. */
function comingText(arriving: OpenIn, storm: StormLimit | null): string {
  const inChannelOf = (one: OpenThere) => arriving.filter(({ channel }) => channel === one.channel);
  const most = Math.max(...arriving.map((each) => countIn(inChannelOf(each))));
  if (storm === null || most <= storm.incidents) return 'the next start posts them here.';
  return `the next start posts at most ${storm.incidents} a channel here (storm.incidents; what is critical or calls somebody comes in any case), and names the others in one message.`;
}

const ANOTHER = 'set DATABASE_URL to another one';

/** What to do about incidents in this file that nobody wants in a real Slack. */
export function beginAnew(path: string): string {
  return beginWith(`stop Quell and move ${path} away`);
}

function beginWith(how: string): string {
  return `If they were only tried out, begin with an empty database: ${how}. Or resolve them in the sandbox: start Quell once more without the SLACK_ lines of .env; /incident list shows them.`;
}
