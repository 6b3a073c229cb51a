import type { Clock } from '../clock.ts';
import { titleOf } from '../domain/incident.ts';
import { between, type Instant, minutes } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Content, Notice } from '../flow/notifier.ts';
import type { Log } from '../log.ts';
import { card, details, threadMessage } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import { sentenceAnswer } from './sentence.ts';
import { surfaceAt } from './surface.ts';

/** A reply that is later than this says when it happened; else Slack's own time of the message does. */
const LATE = minutes(1);

/** Draws whatever delivery wants shown. Should that fail, people are told all the same, in plain words. */
export function renderWith(clock: Clock, log: Log): (content: Content | Notice) => MessageBody {
  return (content) => {
    if (content.slot === 'notice') return sentenceAnswer(content.text);
    try {
      return draw(content, clock.now());
    } catch (error) {
      const { number } = content.incident;
      log.error({ error, incident: number, slot: content.slot }, 'a message could not be drawn');
      return sentenceAnswer(`INC-${number}: ${titleOf(content.incident)}`);
    }
  };
}

function draw(content: Content, now: Instant): MessageBody {
  const surface = surfaceAt(now);
  switch (content.slot) {
    case 'card':
      return card(content.incident, content.alerts, surface);
    case 'details':
      return details(content.incident, content.alerts, surface);
    case 'thread': {
      const late = isLate(content.entries, now);
      return threadMessage(content.incident, content.entries, { ...surface, late });
    }
  }
}

function isLate([first]: readonly TimelineEntry[], now: Instant): boolean {
  return first !== undefined && between(first.at, now) > LATE;
}
