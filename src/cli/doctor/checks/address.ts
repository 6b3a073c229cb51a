import { listenFault, tryToListen } from '../../listen.ts';
import type { Bot } from '../bot.ts';
import type { Check } from '../check.ts';
import { fault, type Said, skipped, warning, well } from '../finding.ts';

/** Whether alerts can come in: the port is free, or a bot has it that is well. */
export const address: Check = {
  name: 'address',
  section: 'This machine',
  async look({ machine, bot }) {
    if (!('config' in machine)) return [skipped('the environment comes first')];
    const { host, port } = machine.config;
    const there = await bot();
    if (there.kind === 'bot') return ofBot(there);
    if (there.kind === 'stranger') return [fault(`${there.url} is another program's.`, OTHER)];
    return [await free(host, port)];
  },
};

const OTHER = 'Stop the program that has it, or set PORT to another.';

function ofBot(bot: Extract<Bot, { kind: 'bot' }>): readonly Said[] {
  const { url, isReady, store, slack, slackFault, isForeign } = bot;
  if (isForeign)
    return [warning(`The bot at ${url} has other keys: it is that of another folder.`, FOREIGN)];
  const said = isReady
    ? well(`a bot runs at ${url} (Slack: ${slack})`)
    : fault(`The bot at ${url} cannot store: ${store}`, 'See its log, and the database above.');
  return slackFault === '' ? [said] : [said, warning(`It says of Slack: ${slackFault}`, SLACK)];
}

const FOREIGN =
  'Run quell doctor in that folder, or set PORT here to another port for a bot of its own.';

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
