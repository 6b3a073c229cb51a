import type { Check } from '../check.ts';
import { fault, warning, well } from '../finding.ts';
import { copy, emptyWarnings, formFault } from '../forms.ts';

/** Whether requests of Slack could be told from those of others, where they come by HTTP. */
export const signingSecret: Check = {
  name: 'signing secret',
  section: 'Slack',
  async look({ env, bot }) {
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = env;
    if (appToken) return [];
    if (!secret) return emptyWarnings('SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', env);
    const wrong = formFault('SLACK_SIGNING_SECRET', env);
    if (wrong) return [wrong];
    const running = await bot();
    if (running.kind === 'bot' && !running.isForeign && UNSIGNED.test(running.slackFault))
      return [fault(REFUSED, MEND)];
    if (/^[0-9a-f]{32}$/.test(secret)) return [well('HTTP: it has the form of one')];
    return [warning('it does not look like one: 32 hex digits', copy('SLACK_SIGNING_SECRET'))];
  },
};

/** How the bot says it, in the last ten minutes. */
const UNSIGNED = /\bwrongly signed\b/;
const REFUSED = 'The running bot refuses what comes as Slack: it is wrongly signed.';
const MEND = `${copy('SLACK_SIGNING_SECRET')} Set it anew and restart the bot, which reads it at its start alone. Where it is right, set the clock.`;
