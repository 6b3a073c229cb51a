import { randomUUID } from 'node:crypto';
import { formatMatcher, type Matcher } from '../domain/matcher.ts';
import type { Silence } from '../domain/silence.ts';
import { between, type Duration, type Instant, plus } from '../domain/time.ts';
import type { Asker } from './asker.ts';
import { maintenanceAnswer } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import { duration } from './blocks/words.ts';
import type { Desk } from './desk.ts';
import { commandAnswer, sentenceAnswer } from './sentence.ts';
import { surfaceAt } from './surface.ts';

/** What a person wants nobody to hear of. */
export interface WantedSilence {
  readonly matchers: readonly Matcher[];
  readonly endsAt: Instant;
  readonly reason: string;
}

/** Planned work that a person wants nobody to hear of: from now on, or again and again. */
export interface WantedMaintenance extends WantedSilence {
  readonly repeats: Silence['repeats'];
}

/** Makes a silence from now on; answers what it hides and how to end it. */
export async function silence(
  desk: Desk,
  asker: Asker,
  wanted: WantedSilence,
): Promise<MessageBody> {
  const made = await make(desk, asker, { ...wanted, kind: 'silence', repeats: null });
  const what = wanted.matchers.map(formatMatcher).join(', ');
  const time = duration(between(made.startsAt, wanted.endsAt));
  return commandAnswer(
    `Alerts with ${what} tell nobody for ${time}. To end it sooner:`,
    `unsilence ${made.id.slice(0, 8)}`,
  );
}

/** Enters planned work; answers when it tells nobody and how to end it. */
export async function maintenance(
  desk: Desk,
  asker: Asker,
  wanted: WantedMaintenance,
): Promise<MessageBody> {
  const made = await make(desk, asker, { ...wanted, kind: 'maintenance' });
  return maintenanceAnswer(made, surfaceAt(desk.clock.now()));
}

/** Has a silence in force end so much later; undefined where it is over by now. */
export async function extend(
  desk: Desk,
  asker: Asker,
  { id, matchers, startsAt, endsAt, author, reason, kind, repeats, home }: Silence,
  by: Duration,
): Promise<Silence | undefined> {
  const outcome = await desk.act({
    type: 'silence',
    actor: await asker.actor(),
    newId: randomUUID(),
    id,
    matchers,
    startsAt,
    endsAt: plus(endsAt, by),
    author,
    reason,
    kind,
    repeats,
    home,
  });
  return outcome.type === 'silenced' ? outcome.silence : undefined;
}

/** Ends a silence; answers that it is over. */
export async function endSilence(
  desk: Desk,
  asker: Asker,
  { id, kind }: Silence,
): Promise<MessageBody> {
  const outcome = await desk.act({ type: 'unsilence', actor: await asker.actor(), id });
  if (outcome.type !== 'silenced') return sentenceAnswer(`That ${kind} was over already.`);
  return sentenceAnswer(`The ${kind} is over. Its alerts tell people again from now on.`);
}

/** Its reminder and its receipt go to whoever made it. */
async function make(
  desk: Desk,
  asker: Asker,
  wanted: WantedMaintenance & Pick<Silence, 'kind'>,
): Promise<Silence> {
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
    home: asker.userId,
  });
  if (outcome.type !== 'silenced') throw new Error(`A new silence ended as ${outcome.type}.`);
  return outcome.silence;
}
