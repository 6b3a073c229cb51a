import { BotFault } from '../../bot/bot-fault.ts';
import { call } from '../../bot/call.ts';
import type { Check } from '../check.ts';
import { fault, type Said, warning, well } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Whether others reach the bot at the address that it shows; Slack must, in HTTP mode. */
export const publicUrl: Check = {
  name: 'public address',
  section: 'This machine',
  async look(visit) {
    if (!('config' in visit.environment)) return [];
    const { publicUrl: url, slack } = visit.environment.config;
    const isHttp = slack?.mode.kind === 'http';
    if (url === null) return isHttp ? [fault(UNSET, SET)] : [];
    if (isHttp && !isPublic(url)) return [fault(`Slack cannot reach ${url}.`, SET)];
    return [await reached(url, visit)];
  },
};

const UNSET = 'QUELL_PUBLIC_URL is not set, but Slack is to send its requests there.';
const SET =
  'Set QUELL_PUBLIC_URL to the https address at which a proxy hands requests on, such as https://quell.example.com. Without one, use Socket Mode: SLACK_APP_TOKEN.';

/** Slack sends to https only, and lives elsewhere. */
function isPublic(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && !/^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname);
}

/** Only a bot that runs can answer there. */
async function reached(url: string, { bot }: Visit): Promise<Said> {
  const running = await bot();
  if (running.kind !== 'bot') return well(`${url}; asked once a bot runs here`);
  try {
    const { status } = await call(`${url}/healthz`, {});
    if (status === 200) return well(`${url} leads to a bot`);
    return warning(`${url}/healthz answers ${status}, and no bot.`, PROXY);
  } catch (error) {
    if (!(error instanceof BotFault)) throw error;
    return warning(`${url} does not lead here.`, PROXY);
  }
}

const PROXY =
  'Check the proxy and the name. If it can be reached from outside only, all may be well.';
