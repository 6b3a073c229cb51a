import type { Slot } from '../domain/delivery.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { Storm } from '../domain/storm.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { rings } from '../engine/delivery/calls.ts';
import { recapOf } from '../engine/delivery/recap.ts';
import { alsoCalledFor, rungInstead } from '../engine/delivery/shared-calls.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { Store } from '../store/store.ts';
import { errorStoryOf } from './error-story.ts';
import type { Content, LastCall, SharedCall, StandingCard } from './notifier.ts';

/** How many alerts a card and its details are drawn from. */
const ALERTS_SHOWN = 20;

/** An escalation that was so many entries ago is no news. */
const ENTRIES_SEARCHED = 100;

/** A storm that comes to another workspace names the first of its incidents, and counts so many. */
const NAMED_SEARCHED = 1_000;

/** What a message that is posted is to show. */
export async function contentOfPost(
  store: Store,
  situation: Situation,
  { slot, entries }: { readonly slot: Slot; readonly entries: readonly TimelineEntry[] },
): Promise<Content> {
  switch (slot) {
    case 'thread':
      return threadOf(store, situation, entries);
    case 'recap':
      return recapContent(store, situation);
    default:
      return contentOf(store, situation, slot);
  }
}

/** What a message that is updated is to show; null: it has nothing to show any more. */
export async function contentOfUpdate(
  store: Store,
  situation: Situation,
  slot: 'card' | 'details' | 'joined',
): Promise<Content | null> {
  if (slot !== 'joined') return contentOf(store, situation, slot);
  const { id, joined } = situation.subject.shown;
  const entry = joined && (await store.entry(id, joined.seq));
  return entry ? threadOf(store, situation, [entry]) : null;
}

async function contentOf(
  store: Store,
  { subject }: Situation,
  slot: 'card' | 'details',
): Promise<Content> {
  switch (subject.type) {
    case 'incident':
      return incidentContent(store, subject.shown, slot);
    case 'storm':
      return { slot: 'storm', storm: subject.shown, cards: await cardsIn(store, subject.shown) };
    case 'notice':
      return noticeContent(store, subject.shown);
  }
}

async function incidentContent(
  store: Store,
  incident: Incident,
  slot: 'card' | 'details',
): Promise<Content> {
  const alerts = await store.alertsOf(incident.id, ALERTS_SHOWN);
  const error = await errorStoryOf(store, incident);
  if (slot === 'details') return { slot, incident, alerts, error };
  const escalation = await lastCall(store, incident);
  const into = incident.resolution?.into ?? null;
  const cards = await cardsOf(store, into === null ? [] : [into]);
  return { slot, incident, alerts, escalation, error, cards };
}

/** The last step of its escalation, which stands among the newest entries. */
async function lastCall(store: Store, incident: Incident): Promise<LastCall | null> {
  const { id, status, escalating, entryCount } = incident;
  if (status !== 'triggered' || !escalating || escalating.taken === 0) return null;
  const after = Math.max(0, entryCount - ENTRIES_SEARCHED);
  const entries = await store.timeline(id, after, ENTRIES_SEARCHED);
  const calls = entries.flatMap(({ at, what }) =>
    what.kind === 'called' && what.why === 'escalation' ? [{ at, ...what }] : [],
  );
  const last = calls.at(-1);
  return last ? { last: last.mention, lastAt: last.at, next: last.next } : null;
}

async function noticeContent(store: Store, notice: Notice): Promise<Content> {
  const { content } = notice;
  const silence = 'silence' in content ? await store.silence(content.silence) : null;
  return { slot: 'notice', notice, silence: silence ?? null };
}

/** The cards of those incidents that a storm names, as far as they stand. */
async function cardsIn(store: Store, storm: Storm): Promise<readonly StandingCard[]> {
  const { first, critical, ending } = storm;
  return cardsOf(store, [first.number, ...critical.numbers, ...(ending?.open.numbers ?? [])]);
}

async function cardsOf(store: Store, numbers: readonly number[]): Promise<readonly StandingCard[]> {
  const cards = await Promise.all([...new Set(numbers)].map((number) => cardOf(store, number)));
  return cards.flat();
}

async function cardOf(store: Store, number: number): Promise<readonly StandingCard[]> {
  const incident = await store.incidentNumbered(number);
  const delivery = incident && (await store.delivery(incident.id));
  if (!delivery?.card || delivery.card.ts === '') return [];
  return [{ number, channelId: delivery.channelId, ts: delivery.card.ts }];
}

async function threadOf(
  store: Store,
  situation: Situation,
  entries: readonly TimelineEntry[],
): Promise<Content> {
  const { subject } = situation;
  switch (subject.type) {
    case 'incident': {
      const calls = callsOf(situation, entries);
      const cards = await cardsOf(store, entries.flatMap(namedIn));
      return { slot: 'thread', incident: subject.shown, entries, ...calls, cards };
    }
    case 'storm':
      return { slot: 'storm-thread', storm: subject.shown, entries };
    case 'notice':
      throw new Error('A notice has no thread.');
  }
}

/** Of a storm the incidents that it named; of an incident the newest of what happened. */
async function recapContent(store: Store, situation: Situation): Promise<Content> {
  const { subject, delivery } = situation;
  const upTo = delivery.recap ?? 0;
  const isStorm = subject.type === 'storm';
  const most = Math.min(upTo, isStorm ? NAMED_SEARCHED : ENTRIES_SEARCHED);
  const after = isStorm ? 0 : upTo - most;
  const entries = await store.timeline(subject.shown.id, after, most);
  if (subject.type !== 'incident') return threadOf(store, situation, entries);
  const recap = recapOf({ ...situation, entries });
  const isCut = recap.isCut || after > 0;
  return { slot: 'recap', incident: subject.shown, entries: recap.entries, isCut };
}

/** The other incident that an entry is about. */
function namedIn({ what }: TimelineEntry): readonly number[] {
  if (what.kind === 'took-in') return [what.number];
  return what.kind === 'resolved' && what.into !== undefined ? [what.into] : [];
}

/** Whether phones ring, and what else that call is for, or which call it is told instead of. */
function callsOf(
  situation: Situation,
  entries: readonly TimelineEntry[],
): Pick<Extract<Content, { slot: 'thread' }>, 'rings' | 'also' | 'instead'> {
  const [first, ...more] = entries;
  const isCall = first !== undefined && more.length === 0 && rings(first, situation);
  if (isCall) return { rings: true, also: alsoCalledFor(first, situation), instead: [] };
  return { rings: false, also: [], instead: entries.flatMap((entry) => instead(entry, situation)) };
}

function instead(entry: TimelineEntry, situation: Situation): readonly SharedCall[] {
  const rung = rungInstead(entry, situation);
  return rung ? [{ seq: entry.seq, number: rung.incident.number, at: rung.at }] : [];
}
