import type { Settings } from '../../config/settings.ts';
import { type Said, skipped } from './finding.ts';
import type { Greeting, SlackVisit } from './slack-visit.ts';
import { troubleOf } from './trouble.ts';
import { settingsOf, type Visit } from './visit.ts';

/** Slack, which has taken the bot token. */
export interface Welcomed {
  readonly slack: SlackVisit;
  readonly greeting: Greeting;
  readonly visit: Visit;
}

type Look = (welcomed: Welcomed) => Promise<readonly Said[]> | readonly Said[];

/** For checks that ask Slack: without a token there is nothing to ask, and with a bad one every question has one answer. */
export function withSlack(look: Look): (visit: Visit) => Promise<readonly Said[]> {
  return async (visit) => {
    if (!visit.env['SLACK_BOT_TOKEN']) return [];
    const { slack } = visit;
    const greeting = await slack?.greeted();
    if (slack && greeting) return look({ slack, greeting, visit });
    return [slack && !slack.isReached() ? UNREACHED : skipped('the bot token comes first')];
  };
}

/** For what need not be asked where nothing answers. */
export const UNREACHED = skipped('Slack is to be reached first');

/** The same for checks that also need to know what the configuration says. */
export function withSlackAndSettings(
  look: (welcomed: Welcomed, settings: Settings) => ReturnType<Look>,
): (visit: Visit) => Promise<readonly Said[]> {
  return withSlack((welcomed) => {
    const settings = settingsOf(welcomed.visit);
    return settings ? look(welcomed, settings) : [skipped('the configuration comes first')];
  });
}

/** Looks at one after the other, up to the first of which Slack says nothing: that ends it, with what was found before. */
export async function oneByOne<T>(
  items: readonly T[],
  { visit }: Welcomed,
  look: (item: T) => Promise<Said>,
): Promise<readonly Said[]> {
  const said: Said[] = [];
  try {
    for (const item of items) said.push(await look(item));
    return said;
  } catch (error) {
    const trouble = troubleOf(error, 'SLACK_BOT_TOKEN', visit.env);
    if (trouble === null) throw error;
    return [...said, trouble];
  }
}
