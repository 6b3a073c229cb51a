import type { DatabaseConfig } from '../../../config/database.ts';
import type { Check } from '../check.ts';
import { keptIn, type OpenIn } from '../database/kept.ts';
import { openInPostgres } from '../database/postgres.ts';
import { type Said, skipped, warning, well } from '../finding.ts';
import { runningCards } from '../running-cards.ts';
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
    if (open !== 'unreadable') return [cardsSaid(open, teamId, database)];
    if (database.kind === 'postgres') return [skipped('the database is to be read first')];
    return runningCards(visit, url, beginAnew(database.path));
  }),
};

async function openIn(database: DatabaseConfig): Promise<OpenIn | 'unreadable' | null> {
  if (database.kind === 'postgres') return openInPostgres(database.url);
  const kept = keptIn(database.path);
  return kept === null || kept === 'unreadable' ? kept : kept.open;
}

function cardsSaid(open: OpenIn, teamId: string, database: DatabaseConfig): Said {
  const away = open.filter(({ team }) => team !== null && team !== teamId);
  const count = away.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return well('none that another workspace has');
  const what = count === 1 ? '1 open incident has its card' : `${count} open incidents have cards`;
  return warning(
    `${what} in another workspace, such as the sandbox: the next start posts them here.`,
    database.kind === 'postgres' ? beginWith(ANOTHER) : beginAnew(database.path),
  );
}

const ANOTHER = 'set DATABASE_URL to another one';

/** What to do about incidents in this file that nobody wants in a real Slack. */
export function beginAnew(path: string): string {
  return beginWith(`stop Quell and move ${path} away`);
}

function beginWith(how: string): string {
  return `If they were only tried out, begin with an empty database: ${how}. Or resolve them in the sandbox: start Quell once more without the SLACK_ lines of .env; /incident list shows them.`;
}
