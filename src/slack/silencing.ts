import { randomUUID } from 'node:crypto';
import { formatMatcher, type Matcher } from '../domain/matcher.ts';
import { between, type Instant } from '../domain/time.ts';
import type { Asker } from './asker.ts';
import type { MessageBody } from './blocks/message.ts';
import { duration } from './blocks/words.ts';
import type { Desk } from './desk.ts';
import { commandAnswer } from './sentence.ts';

/** What a person wants nobody to hear of. */
export interface WantedSilence {
  readonly matchers: readonly Matcher[];
  readonly endsAt: Instant;
  readonly reason: string;
}

/** Makes a silence from now on; answers what it hides and how to end it. */
export async function silence(
  desk: Desk,
  asker: Asker,
  wanted: WantedSilence,
): Promise<MessageBody> {
  const actor = await asker.actor();
  const startsAt = desk.clock.now();
  const outcome = await desk.act({
    type: 'silence',
    actor,
    // Alertmanager's clients expect a UUID.
    newId: randomUUID(),
    id: null,
    ...wanted,
    startsAt,
    author: actor.name,
  });
  if (outcome.type !== 'silenced') throw new Error(`A new silence ended as ${outcome.type}.`);
  const what = wanted.matchers.map(formatMatcher).join(', ');
  const time = duration(between(startsAt, wanted.endsAt));
  return commandAnswer(
    `Alerts with ${what} tell nobody for ${time}. To end it sooner:`,
    `unsilence ${outcome.silence.id.slice(0, 8)}`,
  );
}
