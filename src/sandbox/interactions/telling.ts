import type { Json } from '../block-kit/checks.ts';
import type { Ack, Delivery } from '../delivery.ts';
import { Refusal } from '../refusal.ts';
import type { Slack } from '../slack.ts';

/** Why something that a person did came to nothing, as a sentence for that person. */
export class ActionFailed extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'ActionFailed';
  }
}

/** The beginning of every interaction's payload. */
export function baseOf(slack: Slack, user: string): Json {
  const { workspace } = slack;
  const name = workspace.people.get(user)?.name;
  return {
    user: { id: user, username: name, name, team_id: workspace.team.id },
    api_app_id: workspace.app.id,
    token: 'sandbox',
    team: { id: workspace.team.id, domain: workspace.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Tells the bot and answers what came with its acknowledgement; fails where there was none. */
export async function tell(slack: Slack, delivery: Delivery): Promise<unknown> {
  return payloadOf(slack, await slack.bot.deliver(delivery), delivery.name);
}

/** Does something that Slack may refuse, and then tells the person why. */
export function orFail<Result>(sentence: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = JSON.stringify(error.details['errors'] ?? []);
    throw new ActionFailed(`${sentence}: ${error.code} ${faults}`);
  }
}

/** Fails where an event was not acknowledged; it is no fault where there is no bot to hear it. */
export function needAck(slack: Slack, ack: Ack | undefined, name: string): void {
  if (ack && (ack.acked || !ack.away)) payloadOf(slack, ack, name);
}

function payloadOf(slack: Slack, ack: Ack, name: string): unknown {
  if (ack.acked) return ack.payload;
  const seconds = slack.settings.ackWithin / 1000;
  throw new ActionFailed(
    `The bot did not acknowledge ${name} within ${seconds} s (${ack.reason}).`,
  );
}
