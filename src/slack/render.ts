import type { Clock } from '../clock.ts';
import { titleOf } from '../domain/incident.ts';
import { between, type Instant, minutes } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Content, Sentence, StandingCard } from '../flow/notifier.ts';
import type { Log } from '../log.ts';
import {
  type CardLink,
  card,
  details,
  noticeMessage,
  recapMessage,
  stormMessage,
  stormReply,
  threadMessage,
} from './blocks/index.ts';
import type { MessageBody, SurfaceContext } from './blocks/message.ts';
import type { Mentions } from './mentions.ts';
import { quietCalls } from './quiet-calls.ts';
import { sentenceAnswer } from './sentence.ts';
import { surfaceAt } from './surface.ts';

/** What drawing messages needs. */
export interface RenderDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly mentions: Mentions;
  /** The address of a message; null while the workspace's own is not known yet. */
  readonly permalink: (channelId: string, ts: string) => string | null;
}

/** Draws a message; rejects with `DeliveryFailed` where Slack cannot be asked whom a call means. */
export type Render = (content: Content | Sentence) => Promise<MessageBody>;

/** A reply that is later than this says when it happened; else Slack's own time of the message does. */
const LATE = minutes(1);

/** Draws whatever delivery wants shown. Should that fail, people are told all the same, in plain words. */
export function renderWith(deps: RenderDeps): Render {
  return async (content) => {
    if (content.slot === 'sentence') return sentenceAnswer(content.text);
    const called = await calledBy(content, deps.mentions);
    try {
      return draw(content, called, deps);
    } catch (error) {
      deps.log.error({ error, slot: content.slot }, 'a message could not be drawn');
      return sentenceAnswer(inPlainWords(content));
    }
  };
}

/** Whom the mention of a call means, as far as somebody is known by it. */
async function calledBy(
  content: Content,
  mentions: Mentions,
): Promise<ReadonlyMap<string, string>> {
  const first = content.slot === 'thread' && content.rings ? content.entries[0] : undefined;
  if (first?.what.kind !== 'called') return new Map();
  const { mention } = first.what;
  const token = await mentions.resolve(mention);
  return new Map(token === null ? [] : [[mention, token]]);
}

function draw(
  content: Content,
  called: ReadonlyMap<string, string>,
  { clock, permalink }: RenderDeps,
): MessageBody {
  const now = clock.now();
  const surface = surfaceAt(now);
  const linked = ({ cards }: { readonly cards: readonly StandingCard[] }) =>
    surfaceAt(now, linksTo(cards, permalink));
  switch (content.slot) {
    case 'card':
      return card(content.incident, content.alerts, linked(content), content);
    case 'details':
      return details(content.incident, content.alerts, surface, content.error);
    case 'thread':
      return drawReply(content, called, linked(content));
    case 'recap':
      return recapMessage(content.incident, content.entries, content);
    case 'storm':
      return stormMessage(content.storm, linksTo(content.cards, permalink), surface);
    case 'storm-thread':
      return stormReply(content.entries, { late: isLate(content.entries, now) });
    case 'notice':
      return noticeMessage(content.notice, content.silence, surface);
  }
}

function drawReply(
  { incident, entries, rings, also, instead }: Extract<Content, { slot: 'thread' }>,
  called: ReadonlyMap<string, string>,
  surface: SurfaceContext,
): MessageBody {
  const late = isLate(entries, surface.now);
  if (!rings && entries[0]?.what.kind === 'called') return quietCalls(entries, instead, late);
  return threadMessage(incident, entries, { ...surface, late, also }, called);
}

function linksTo(cards: readonly StandingCard[], permalink: RenderDeps['permalink']): CardLink {
  const links = new Map(
    cards.map(({ number, channelId, ts }) => [number, permalink(channelId, ts)]),
  );
  return (number) => links.get(number) ?? null;
}

function isLate([first]: readonly TimelineEntry[], now: Instant): boolean {
  return first !== undefined && between(first.at, now) > LATE;
}

function inPlainWords(content: Content): string {
  switch (content.slot) {
    case 'storm':
    case 'storm-thread':
      return `Storm in ${content.storm.channel}: ${content.storm.incidentCount} incidents.`;
    case 'notice':
      return NOTICES[content.notice.content.kind];
    default:
      return `INC-${content.incident.number}: ${titleOf(content.incident)}`;
  }
}

const NOTICES = {
  'silence-ending': 'A silence ends soon. /incident silences shows it.',
  'silence-over': 'A silence is over.',
  'silent-source': 'A source fell silent, or is back.',
  losses: 'Alerts of a source are lost.',
  call: 'Nobody has an incident: /incident list shows it.',
  moved: 'More incidents are open: /incident list shows them.',
  report: "The week's noise: /incident stats shows it.",
} as const;
