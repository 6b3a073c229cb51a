import { fieldsOf, textAt, valueAt } from '../../http/json-fields.ts';
import { ask, type BotApi } from '../bot/api.ts';
import { BotFault } from '../bot/bot-fault.ts';
import { type Said, skipped, warning, well } from './finding.ts';
import type { Visit } from './visit.ts';

/** Where a bot that runs here has the cards of what is open: it holds the database, so it is asked itself. */
export async function runningCards(
  { bot, machine }: Pick<Visit, 'bot' | 'machine'>,
  workspaceUrl: string,
  remedy: string,
): Promise<readonly Said[]> {
  const running = await bot();
  if (running.kind !== 'bot' || running.isForeign || !('config' in machine)) return [];
  const { apiToken } = machine.config;
  if (apiToken === null) return [UNASKED];
  const link = await linkOfNewest({ url: running.url, apiToken });
  if (link === null || link.startsWith(workspaceUrl)) return [well('none that it has elsewhere')];
  return [warning(ELSEWHERE, remedy)];
}

const UNASKED = skipped('a bot runs here, whose API token is not in .env: stop it to look');

const ELSEWHERE =
  'The bot that runs here has its cards in another workspace, such as the sandbox: with this token its next start posts what is open here.';

/** The address of the newest open card; null: there is none, or it is not told. */
async function linkOfNewest(api: BotApi): Promise<string | null> {
  try {
    const answer = await ask('/api/v1/incidents?status=open&limit=1', api);
    const newest = fieldsOf(valueAt(answer, 'incidents'));
    return textAt(fieldsOf(newest['slack']), 'permalink') || null;
  } catch (error) {
    // A process without the API, say: another check tells how it is.
    if (error instanceof BotFault) return null;
    throw error;
  }
}
