import type { Clock } from '../../clock.ts';
import {
  type Environment,
  type EnvironmentReading,
  readEnvironment,
} from '../../config/environment.ts';
import { type ConfigLocation, type Loading, loadSettings, locationOf } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { type Bot, botAt } from './bot.ts';
import { formFault, SECRETS } from './forms.ts';
import { once } from './once.ts';
import { type SlackVisit, slackVisit } from './slack-visit.ts';

/** What all checks look at; what costs a question is asked once, by whoever needs it first. */
export interface Visit {
  readonly env: Environment;
  readonly clock: Clock;
  /** Without faults that are about the form of a token alone: another check tells those. */
  readonly environment: EnvironmentReading;
  /** What is said of all but Slack. */
  readonly machine: EnvironmentReading;
  readonly location: ConfigLocation;
  readonly loading: Loading;
  /** Null: Slack cannot be asked, since there is no token, or none that may be one. */
  readonly slack: SlackVisit | null;
  /** The bot that may be running with these settings. */
  bot(): Promise<Bot>;
}

/** What the environment and the configuration file say, ready to be looked at. */
export function visit(env: Environment, clock: Clock): Visit {
  const machine = readEnvironment(withoutSlack(env));
  const location = locationOf(env['QUELL_CONFIG'] || null);
  return {
    env,
    clock,
    environment: readEnvironment(withTokensOfForm(env)),
    machine,
    location,
    loading: loadSettings(location, env, clock.now()),
    slack: slackVisit(env, clock),
    bot: once(() => botAt(machine)),
  };
}

const STAND_INS = {
  SLACK_BOT_TOKEN: 'xoxb-',
  SLACK_APP_TOKEN: 'xapp-',
  SLACK_SIGNING_SECRET: 'secret',
} as const;

/** With stand-ins for tokens whose form is wrong, so that everything else can still be looked at. */
function withTokensOfForm(env: Environment): Environment {
  const faulty = SECRETS.filter((name) => formFault(name, env) !== null);
  return { ...env, ...Object.fromEntries(faulty.map((name) => [name, STAND_INS[name]])) };
}

function withoutSlack(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SLACK_')));
}

/** The settings of the file; null where it has faults. */
export function settingsOf({ loading }: Pick<Visit, 'loading'>): Settings | null {
  return 'settings' in loading ? loading.settings : null;
}
