import type { Clock } from '../clock.ts';
import type { Delivery, Subject } from '../domain/delivery.ts';
import type { Incident } from '../domain/incident.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { busyUntil } from '../engine/delivery/lease.ts';
import { moved, toldSoFar } from '../engine/delivery/moving.ts';
import { firstDelivery } from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { Pending, Store } from '../store/store.ts';
import type { Notifier } from './notifier.ts';
import type { RecentCalls } from './recent-calls.ts';
import { replace } from './tenure.ts';
import { untold } from './untold.ts';

/** What reading situations needs. */
export interface SituationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: Pick<Notifier, 'team'>;
}

/** Entries that were read, and of which stretch. */
interface Stretch {
  readonly cursor: number;
  readonly entryCount: number;
  readonly entries: readonly TimelineEntry[];
}

/** Reads what deliveries are planned from. */
export class Situations {
  readonly #deps: SituationDeps;
  readonly #calls: RecentCalls;
  /** By channel and subject, as when the channel was last looked over. */
  readonly #stretches = new Map<string, ReadonlyMap<string, Stretch>>();

  constructor(deps: SituationDeps, calls: RecentCalls) {
    this.#deps = deps;
    this.#calls = calls;
  }

  /** What is true now of one subject. */
  async of(subject: Subject): Promise<Situation> {
    const { store } = this.#deps;
    const delivery = await this.#here(subject, await store.delivery(subject.shown.id));
    return this.#with({ subject, delivery }, await untold(store, subject, delivery));
  }

  /** Of many in one channel that were read just now. To choose among them, timelines are read only where they grew. */
  async ofAll(channel: string, pending: readonly Pending[]): Promise<readonly Situation[]> {
    const known = this.#stretches.get(channel);
    const stretches = new Map<string, Stretch>();
    const situations: Situation[] = [];
    for (const { subject, delivery: read } of pending) {
      const delivery = await this.#here(subject, read);
      const { id } = subject.shown;
      const stretch = await this.#stretch(subject, delivery, known?.get(id));
      stretches.set(id, stretch);
      situations.push(this.#with({ subject, delivery }, stretch.entries));
    }
    this.#stretches.set(channel, stretches);
    return situations;
  }

  /** Begins here what was delivered to another workspace; where it is to wait, with the next news of it. */
  async move(subject: Subject, waits: boolean): Promise<void> {
    await this.#here(subject, await this.#deps.store.delivery(subject.shown.id), waits);
  }

  /** Goes on with the cards that were left in this workspace, of what is over by now. */
  async comeBack(incidents: readonly Incident[]): Promise<void> {
    const { store, notifier } = this.#deps;
    const team = await notifier.team();
    for (const shown of incidents) {
      const delivery = await store.delivery(shown.id);
      const wasHere = delivery?.elsewhere?.some((each) => each.team === team);
      if (wasHere) await this.#here({ type: 'incident', shown }, delivery);
    }
  }

  /** The workspace that all is delivered to. */
  team(): Promise<string> {
    return this.#deps.notifier.team();
  }

  /** How far Slack is with something; what was delivered to another workspace begins anew. */
  async #here(subject: Subject, known: Delivery | undefined, waits = false): Promise<Delivery> {
    const { store, clock, notifier } = this.#deps;
    const team = await notifier.team();
    if (!known) return firstDelivery(subject.shown, team);
    const now = clock.now();
    if (known.team === team || busyUntil(known, now) !== null) return known;
    const { after, upTo } = toldSoFar(known);
    const entries = upTo > after ? await store.timeline(subject.shown.id, after, upTo - after) : [];
    const next = moved({ subject, delivery: known, entries, now }, team, waits);
    if (await replace(store, known, next)) return next;
    return this.#here(subject, await store.delivery(subject.shown.id), waits);
  }

  async #stretch(
    subject: Subject,
    delivery: Delivery,
    known: Stretch | undefined,
  ): Promise<Stretch> {
    const { cursor } = delivery;
    const { entryCount } = subject.shown;
    if (known?.cursor === cursor && known.entryCount === entryCount) return known;
    return { cursor, entryCount, entries: await untold(this.#deps.store, subject, delivery) };
  }

  #with(
    { subject, delivery }: Pick<Situation, 'subject' | 'delivery'>,
    entries: readonly TimelineEntry[],
  ): Situation {
    const calls = this.#calls.in(subject.shown.channel);
    return { subject, delivery, entries, now: this.#deps.clock.now(), calls };
  }
}
