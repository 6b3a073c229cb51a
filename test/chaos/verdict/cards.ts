import { isDeepStrictEqual } from 'node:util';
import { lastingParts } from '../../crash/errors/lasting-parts.ts';
import type { Evidence, SeenIncident, SeenMessage } from '../evidence.ts';
import { partsOf } from './keys.ts';

/** What is wrong with the cards: one an incident that people were told of, and each shows what is the case. */
export function cardFaults({ incidents, messages }: Evidence): readonly string[] {
  const cards = messages.filter(({ key }) => partsOf(key).slot === 'card');
  const numbers = new Set(incidents.map(({ number }) => number));
  return [
    ...incidents.flatMap((incident) => [
      ...faultsOf(incident, cards),
      ...detailFaults(incident, messages),
    ]),
    ...cards
      .filter(({ text }) => !numbers.has(numberIn(text)))
      .map(({ text, ts }) => `The card ${ts} is of no incident: ${text}`),
  ];
}

/** The number of the incident that a card names at its end. */
function numberIn(text: string): number {
  return Number(/INC-(\d+)\b(?!.*INC-\d)/.exec(text)?.[1] ?? 0);
}

function faultsOf(incident: SeenIncident, cards: readonly SeenMessage[]): readonly string[] {
  const name = `INC-${incident.number}`;
  const own = cards.filter(({ text }) => numberIn(text) === incident.number);
  if (own.length > 1)
    return [`${name} has ${own.length} cards: ${own.map(({ ts }) => ts).join(', ')}.`];
  const [card] = own;
  if (!card) return incident.withheld === null ? [`${name} has no card.`] : [];
  if (card.ts !== incident.card) {
    return [`${name} knows ${incident.card ?? 'no card'}, and Slack has the card ${card.ts}.`];
  }
  return staleness(incident, card).map((why) => `${name} has a stale card: ${why}.`);
}

/** What is open has its details below its card; what was over before they came needs none. */
function detailFaults(
  { number, status, card }: SeenIncident,
  messages: readonly SeenMessage[],
): readonly string[] {
  if (card === null || status === 'resolved') return [];
  const own = messages.filter(({ thread, key }) => thread === card && isDetails(key));
  return own.length === 1 ? [] : [`INC-${number} has ${own.length} details.`];
}

function isDetails(key: string): boolean {
  return partsOf(key).slot === 'details';
}

/** Where the card says something else than the API. */
function staleness(incident: SeenIncident, card: SeenMessage): readonly string[] {
  const words = statusWord(incident);
  const faults = card.text.startsWith(words)
    ? []
    : [`it should begin with "${words}", and says "${card.text}"`];
  const holder = incident.status === 'acknowledged' && !incident.muted ? incident.holder : null;
  if (holder !== null && !card.text.includes(`With ${holder}`)) {
    faults.push(`it should say who has it, ${holder}, and says "${card.text}"`);
  }
  return [
    ...faults,
    ...buttonFaults(incident, card),
    ...drawingFaults(incident, card),
    ...revisionFaults(incident, card),
  ];
}

function statusWord({ status, severity, muted, ignored, mergedInto }: SeenIncident): string {
  if (mergedInto !== 0) return `Merged into INC-${mergedInto}`;
  if (status === 'resolved') return 'Resolved';
  const word = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  if (muted) return `${word}, ${ignored ? 'ignored' : 'muted'}`;
  return status === 'acknowledged' ? `${word}, acknowledged` : word;
}

function buttonFaults(
  { status, muted, ignored }: SeenIncident,
  { buttons }: SeenMessage,
): readonly string[] {
  const isOpen = status !== 'resolved';
  const wanted: Readonly<Record<string, boolean>> = {
    Reopen: !isOpen,
    Resolve: isOpen,
    Acknowledge: status === 'triggered',
    Unacknowledge: status === 'acknowledged',
    Unmute: isOpen && muted && !ignored,
    'Stop ignoring': isOpen && ignored,
  };
  return Object.entries(wanted)
    .filter(([button, is]) => buttons.includes(button) !== is)
    .map(([button, is]) => `it ${is ? 'lacks' : 'has'} the button ${button}`);
}

/** What nobody is being called for is drawn for whoever asks exactly as the card itself is. */
function drawingFaults(incident: SeenIncident, card: SeenMessage): readonly string[] {
  const { status, muted, ofError, drawn } = incident;
  if (drawn === null || (status === 'triggered' && !muted && !ofError)) return [];
  const [is, should] = [card, drawn].map((each) => drawnParts(each, incident));
  if (!is || !should || isDeepStrictEqual(is, should)) return [];
  if (is.text !== should.text) return [`it says "${card.text}" instead of "${drawn.text}"`];
  return [`it shows ${JSON.stringify(is.head)} instead of ${JSON.stringify(should.head)}`];
}

/** Of an error each drawing tells which one it is. */
function revisionFaults({ ofError, drawn }: SeenIncident, card: SeenMessage): readonly string[] {
  if (!ofError || drawn === null) return [];
  const [is, should] = [revisionIn(card.blocks), revisionIn(drawn.blocks)];
  return is >= should ? [] : [`it is drawing ${is} instead of ${should}`];
}

function revisionIn(blocks: readonly object[]): number {
  const last = blocks.at(-1);
  const id = last && 'block_id' in last ? last.block_id : '';
  return Number(/-r(\d+)$/.exec(String(id))?.[1]);
}

type Drawn = Pick<SeenMessage, 'text' | 'blocks'>;

/** The text and the first block: state, title, and what exactly. Ids differ from message to message. */
function drawnParts(
  { text, blocks }: Drawn,
  { status, ignored, ofError, mergedInto }: SeenIncident,
): { readonly text: unknown; readonly head: unknown } {
  const head = { ...blocks[0], block_id: '' };
  // The number of the other incident is a link only where its card is known.
  if (mergedInto !== 0) return { text, head: null };
  if (!ofError) return { text, head };
  const counts = status === 'resolved' || ignored ? 'drawn later' : 'shown';
  return { text: lastingParts(text, counts), head: lastingParts(head, counts) };
}
