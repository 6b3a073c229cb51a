import { fieldsOf, textAt } from '../../http/json-fields.ts';
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
  const link = await linkOfNewest({ url: running.url, apiToken }, '?status=open');
  if (link === null || link.startsWith(workspaceUrl)) return [well('none that it has elsewhere')];
  return [warning(ELSEWHERE, remedy)];
}

const UNASKED = skipped('a bot runs here, whose API token is not in .env: stop it to look');

const ELSEWHERE =
  'The bot that runs here has its cards in another workspace, such as the sandbox: with this token its next start posts here what is open, as many cards a channel as storm.incidents allows.';

/** The address of the newest card, which is in the workspace that the bot is in now; null: there is none, or it is not told. */
export async function linkOfNewest(api: BotApi, which: string): Promise<string | null> {
  try {
    const { incidents } = await ask(`/api/v1/incidents${which}`, api);
    const all: readonly unknown[] = Array.isArray(incidents) ? incidents : [];
    const links = all.map((each) => textAt(fieldsOf(fieldsOf(each)['slack']), 'permalink'));
    return links.find((link) => link !== '') ?? null;
  } catch (error) {
    // A process without the API, say: another check tells how it is.
    if (error instanceof BotFault) return null;
    throw error;
  }
}
