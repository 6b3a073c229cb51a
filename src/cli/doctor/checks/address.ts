import { listenFault, tryToListen } from '../../listen.ts';
import type { Bot } from '../bot.ts';
import type { Check } from '../check.ts';
import { fault, type Said, skipped, warning, well } from '../finding.ts';
import { linkOfNewest } from '../running-cards.ts';
import type { Greeting } from '../slack-visit.ts';
import type { Visit } from '../visit.ts';

/** Whether alerts can come in: the port is free, or a bot has it that is well. */
export const address: Check = {
  name: 'address',
  section: 'This machine',
  async look(visit) {
    const { machine, bot } = visit;
    if (!('config' in machine)) return [skipped('the environment comes first')];
    const { host, port } = machine.config;
    const there = await bot();
    if (there.kind === 'bot') return [...ofBot(there), ...(await elsewhere(visit, there))];
    if (there.kind === 'stranger') return [fault(`${there.url} is another program's.`, OTHER)];
    return [await free(host, port)];
  },
};

const OTHER = 'Stop the program that has it, or set PORT to another.';

type Running = Extract<Bot, { kind: 'bot' }>;

/** A bot that was started with other tokens, or with none: where its cards are tells it, as far as it has some. */
async function elsewhere({ machine, slack }: Visit, bot: Running): Promise<readonly Said[]> {
  const greeting = bot.isForeign ? null : await slack?.greeted();
  if (!greeting) return [];
  const apiToken = 'config' in machine ? machine.config.apiToken : null;
  const place = otherName(bot, greeting) ?? (await otherHost(bot, greeting, apiToken));
  if (place === null) return [];
  return [warning(`It works in another workspace than ${greeting.team}: ${place}.`, RESTART)];
}

function otherName({ workspace }: Running, { team }: Greeting): string | null {
  return workspace === '' || workspace === team ? null : `in ${workspace}`;
}

/** Two workspaces may have one name, and no two of them one address. */
async function otherHost(
  { url }: Running,
  greeting: Greeting,
  apiToken: string | null,
): Promise<string | null> {
  if (apiToken === null) return null;
  const link = await linkOfNewest({ url, apiToken }, '');
  return link === null || link.startsWith(greeting.url) ? null : `at ${new URL(link).host}`;
}

const RESTART = 'Restart it: it reads .env at its start alone.';

function ofBot(bot: Running): readonly Said[] {
  const { url, isReady, store, slack, slackFault, isForeign } = bot;
  if (isForeign)
    return [warning(`The bot at ${url} has other keys: it is that of another folder.`, FOREIGN)];
  const said = isReady
    ? well(`a bot runs at ${url} (Slack: ${slack})`)
    : fault(`The bot at ${url} cannot store: ${store}`, 'See its log, and the database above.');
  if (slackFault === '') return [said];
  return [said, warning(`It says of Slack: ${slackFault}`, isRefused(slackFault) ? ANEW : SLACK)];
}

const FOREIGN =
  'Run quell doctor in that folder, or set PORT here to another port for a bot of its own.';

/** What stands in .env is read at the start alone, and the bot says so where that is at fault. */
function isRefused(slackFault: string): boolean {
  return /\bstart again\b/.test(slackFault);
}

const ANEW =
  'Set it right in .env and restart the bot, which reads that at its start alone. What is said of Slack above may tell more.';

const SLACK = 'What is said of Slack above may tell why; the bot tries again by itself.';

async function free(host: string, port: number): Promise<Said> {
  try {
    await tryToListen({ host, port });
    return well(`port ${port} on ${host} is free; no bot runs there yet`);
  } catch (error) {
    const [, wrong = '', right = ''] = /^(.*?\.) (.*)$/.exec(listenFault(error, host, port)) ?? [];
    return fault(wrong || String(error), right || OTHER);
  }
}
