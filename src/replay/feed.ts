import type { Alert, AlertKey } from '../domain/alert.ts';
import type { Recording } from '../domain/recording.ts';
import { type Instant, instant } from '../domain/time.ts';
import { isOfError } from '../engine/ways.ts';
import { Heap } from '../heap.ts';

/** An alert that arrives in a replay. */
export interface Arriving {
  readonly at: Instant;
  readonly key: AlertKey;
  readonly alert: Alert;
  readonly recording: Recording;
}

/** Thresholds are exact up to so many events. */
const EVENTS_AT_MOST = 1_000;

/** Makes recordings into alerts again, in their order. */
export class Feed {
  /** What each alert said when it began to fire. */
  readonly #said = new Map<AlertKey, Alert>();
  readonly #later = new Heap<Arriving>((a, b) => a.at - b.at);

  /** What arrives first of the next recording; null where nothing is known of its alert. */
  take(recording: Recording): Arriving | null {
    const alert = this.#alertOf(recording);
    if (!alert) return null;
    const { key } = recording;
    const [first = recording.at, ...others] = timesOf(recording, alert);
    for (const at of others) this.#later.push({ at, key, alert, recording });
    return { at: first, key, alert, recording };
  }

  /** What arrives next of earlier recordings, up to a time. */
  next(until: Instant): Arriving | undefined {
    const next = this.#later.top();
    return next && next.at <= until ? this.#later.pop() : undefined;
  }

  #alertOf({ key, alert: recorded, endsAt }: Recording): Alert | undefined {
    if (recorded) {
      const alert = withGroup(recorded);
      if (alert.status === 'firing') this.#said.set(key, alert);
      else this.#said.delete(key);
      return alert;
    }
    const said = this.#said.get(key);
    return said && resent(said, endsAt);
  }
}

/** The recording of an error says of what was reported only which group it belongs to. */
function withGroup(alert: Alert): Alert {
  const { event, incidentKey } = alert;
  if (!event || incidentKey === undefined || !isOfError(alert)) return alert;
  return { ...alert, event: { ...event, grouping: { id: incidentKey, older: [], because: '' } } };
}

/** The same alert with the end that was given this time. */
function resent(said: Alert, endsAt: Instant | null): Alert {
  if ((said.endsAt ?? null) === endsAt) return said;
  if (endsAt !== null) return { ...said, endsAt };
  const { endsAt: _, ...rest } = said;
  return rest;
}

/** Events count one by one; of other re-sends the first, and the last where the end depends on when it came. */
function timesOf({ at, last, count, endsAt }: Recording, alert: Alert): readonly Instant[] {
  const most = endsAt === null ? 2 : 1;
  const times = Math.min(count, alert.event ? EVENTS_AT_MOST : most);
  if (times < 2) return [at];
  const step = (last - at) / (times - 1);
  return Array.from({ length: times }, (_, index) => instant(Math.round(at + index * step)));
}
