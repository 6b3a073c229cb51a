import type { Environment } from '../../../config/environment.ts';
import type { Check } from '../check.ts';
import { fault, type Said, well } from '../finding.ts';
import { emptyWarning, formFault } from '../forms.ts';
import { troubleOf } from '../trouble.ts';
import type { Visit } from '../visit.ts';

/** Whether Slack takes the bot token, and whose it is. */
export const botToken: Check = {
  name: 'bot token',
  section: 'Slack',
  async look(visit) {
    const { env, slack } = visit;
    if (!env['SLACK_BOT_TOKEN']) return isSandbox(visit) ? [none(env)] : [];
    const wrong = formFault('SLACK_BOT_TOKEN', env);
    if (wrong) return [wrong];
    // An address that is none is told with the environment.
    return slack ? [await welcome(visit)] : [];
  },
};

function none(env: Environment): Said {
  const empty = emptyWarning('SLACK_BOT_TOKEN', env);
  return empty ? { ...empty, detail: `${empty.detail} ${SANDBOX}` } : NONE;
}

const SANDBOX = 'Without one, quell serve starts a sandbox in place of Slack.';

const NONE = well(
  'no token is set: quell serve starts a sandbox in place of Slack',
  'For a real Slack, run quell init: it shows the three steps.',
);

function isSandbox({ env }: Visit): boolean {
  return !env['SLACK_APP_TOKEN'] && !env['SLACK_SIGNING_SECRET'] && !env['SLACK_API_URL'];
}

async function welcome({ slack, env }: Visit): Promise<Said> {
  try {
    const greeting = await slack?.greeting();
    if (greeting?.botId === '')
      return fault('the token is not that of a bot.', 'Take the Bot User OAuth Token (xoxb-…).');
    return well(`@${greeting?.user} in the workspace ${greeting?.team}`);
  } catch (error) {
    const trouble = troubleOf(error, 'SLACK_BOT_TOKEN', env);
    if (trouble === null) throw error;
    return trouble;
  }
}
