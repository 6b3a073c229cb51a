import type { WebClient } from '@slack/web-api';
import type { Environment } from '../../../config/environment.ts';
import { slackTrouble } from '../../../slack/slack-trouble.ts';
import type { Check } from '../check.ts';
import { fault, type Said, well } from '../finding.ts';
import { copy, emptyWarnings, formFault } from '../forms.ts';
import { type SlackVisit, withAppTokenAlone } from '../slack-visit.ts';
import { troubleOf } from '../trouble.ts';
import { UNREACHED } from '../with-slack.ts';

/** Whether Slack opens a socket for the app-level token. None is opened: a socket would take events away from the bot. */
export const appToken: Check = {
  name: 'app token',
  section: 'Slack',
  async look(visit) {
    const { env, slack } = visit;
    if (!env['SLACK_APP_TOKEN'])
      return emptyWarnings('SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', env);
    const wrong = formFault('SLACK_APP_TOKEN', env);
    if (wrong) return [wrong];
    if (!slack) return alone(env);
    await slack.greeted();
    if (!slack.isReached()) return [UNREACHED];
    return [await opened(slack.app, env, () => ofOneApp(slack, env))];
  },
};

/** Where the bot token is none by its form, whoever mends that is to know of this one, too. */
async function alone(env: Environment): Promise<readonly Said[]> {
  const app = env['SLACK_BOT_TOKEN'] ? withAppTokenAlone(env) : null;
  return app ? [await opened(app, env, async () => OPEN)] : [];
}

async function opened(
  app: WebClient,
  env: Environment,
  whereTaken: () => Promise<Said>,
): Promise<Said> {
  try {
    await app.apps.connections.open({});
    return await whereTaken();
  } catch (error) {
    const trouble = socketTrouble(error, env);
    if (trouble === null) throw error;
    return trouble;
  }
}

const OPEN = well('Socket Mode: Slack would open a connection');

function socketTrouble(error: unknown, env: Environment): Said | null {
  const trouble = troubleOf(error, 'SLACK_APP_TOKEN', env);
  if (!trouble?.detail.startsWith('Slack refuses: ')) return trouble;
  return fault(
    trouble.detail.replace('refuses', 'opens no connection'),
    "In the app's settings, turn Socket Mode on.",
  );
}

/** The id of the app stands in its token, and the bot knows its app: tokens of two apps fit each other nowhere. */
async function ofOneApp(slack: SlackVisit, env: Environment): Promise<Said> {
  const [, ofToken] = /^xapp-\d+-(A[A-Z0-9]+)-/.exec(env['SLACK_APP_TOKEN'] ?? '') ?? [];
  const ofBot = await appOfBot(slack);
  if (ofToken === undefined || ofBot === null || ofToken === ofBot) return OPEN;
  return fault(
    `The two tokens are of two apps: the bot token of ${ofBot}, the app token of ${ofToken}.`,
    `Take both from one app. ${copy('SLACK_APP_TOKEN')}`,
  );
}

/** Null where Slack does not tell it: why, other checks say. */
async function appOfBot({ web, greeting }: SlackVisit): Promise<string | null> {
  try {
    const { bot } = await web.bots.info({ bot: (await greeting()).botId });
    return bot?.app_id ?? null;
  } catch (error) {
    if (slackTrouble(error) === null) throw error;
    return null;
  }
}
