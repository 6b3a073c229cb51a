import type { Alert, AlertKey } from '../domain/alert.ts';
import type { Matcher } from '../domain/matcher.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import { matchesAll } from '../engine/matchers.ts';
import { applyRules } from '../engine/rules.ts';
import type { Room } from './room.ts';

/** A recording and its place among all. */
interface Sample {
  readonly place: number;
  readonly recording: Recording;
}

/** More of one kind are not kept: to replay them would take too long. */
const SAMPLES_AT_MOST = 30_000;

/** The recordings of all alerts that match, with those that were sent again. */
export class Samples {
  readonly #wants: (labels: Alert['content']['labels']) => boolean;
  readonly #room: Room;
  readonly #keys = new Set<AlertKey>();
  #kept: Sample[] = [];
  /** Whether there were more than can be kept. */
  isTooMuch = false;
  hasEvents = false;
  hasUsers = false;

  /** Any of these lists must match as a whole; `room` is for the samples of all kinds. */
  constructor(anyOf: readonly (readonly Matcher[])[], room: Room) {
    this.#room = room;
    this.#wants = (labels) => anyOf.some((match) => matchesAll(match, labels));
  }

  /** Keeps the recording where it is wanted; `alert` is what it says after the rules. */
  take(sample: Sample, alert: Alert | null): void {
    const { key } = sample.recording;
    if (alert && this.#wants(alert.content.labels)) this.#note(key, alert);
    if (this.isTooMuch || !this.#keys.has(key)) return;
    if (this.#kept.length < SAMPLES_AT_MOST && this.#room.take(1)) this.#kept.push(sample);
    else this.#giveUp();
  }

  #giveUp(): void {
    this.isTooMuch = true;
    this.#room.giveBack(this.#kept.length);
    this.#kept = [];
  }

  /** Together with others, in the order in which all arrived. */
  with(others: Samples): readonly Recording[] {
    const all = new Map([...this.#kept, ...others.#kept].map((each) => [each.place, each]));
    return [...all.values()].sort((a, b) => a.place - b.place).map(({ recording }) => recording);
  }

  #note(key: AlertKey, { event }: Alert): void {
    this.#keys.add(key);
    if (!event) return;
    this.hasEvents = true;
    if (event.user !== null) this.hasUsers = true;
  }
}

/** What alerts say after the rules, as far as labels go: mostly no rule changes any. */
export function ruler({ rules }: Policy): (alert: Alert) => Alert {
  const relabels = rules.some(
    ({ action }) => action.type === 'set' && Object.keys(action.labels).length > 0,
  );
  return relabels ? (alert) => applyRules(alert, rules).alert : (alert) => alert;
}
