import type { AlertKey } from '../../domain/alert.ts';
import { onEachWay, type Recording } from '../../domain/recording.ts';
import type { Instant } from '../../domain/time.ts';
import { folded, isAudited, isSameAgain, isWithin, mentions, minuteOf } from '../recordings.ts';
import type { AuditQuery, RecordingPage, RecordingQuery } from '../store.ts';

/** One recording and its place in the order of arrival. */
interface Kept {
  readonly id: number;
  recording: Recording;
}

/** What arrived, with re-sends folded. */
export class Recordings {
  #kept: Kept[] = [];
  /** What each key recorded last, of the minute that runs. */
  readonly #running = new Map<AlertKey, Kept>();
  #minute = 0;
  #lastId = 0;

  put(recording: Recording): void {
    if (minuteOf(recording) !== this.#minute) this.#running.clear();
    this.#minute = minuteOf(recording);
    const last = this.#running.get(recording.key);
    if (last && isSameAgain(last.recording, recording)) {
      last.recording = folded(last.recording, recording);
    } else this.#add(recording);
  }

  #add(recording: Recording): void {
    this.#lastId += 1;
    const kept = { id: this.#lastId, recording };
    this.#kept.push(kept);
    this.#running.set(recording.key, kept);
  }

  page(query: RecordingQuery): RecordingPage {
    const rest = this.#kept.filter(
      ({ id, recording }) => id > (query.after ?? 0) && isWithin(recording, query),
    );
    const page = rest.slice(0, query.limit);
    return {
      recordings: page.map(({ recording }) => recording),
      cursor: rest.length > page.length ? (page.at(-1)?.id ?? query.after ?? 0) : null,
    };
  }

  audit(query: AuditQuery): readonly Recording[] {
    const found = this.#keysWith(query.text?.toLowerCase() ?? '');
    return this.#kept
      .toReversed()
      .flatMap(({ recording }) => onEachWay(recording))
      .filter((recording) => isAudited(recording, query, found))
      .slice(0, query.limit);
  }

  #keysWith(text: string): ReadonlySet<AlertKey> {
    const alerts = this.#kept.filter(
      ({ recording: { alert } }) => alert !== null && mentions(alert, text),
    );
    return new Set(alerts.map(({ recording }) => recording.key));
  }

  /** Deletes the first ones of which nothing arrived at `before` or later; answers how many. */
  prune(before: Instant, limit: number): number {
    const old = this.#kept.filter(({ recording }) => recording.last < before).slice(0, limit);
    const deleted = new Set(old);
    this.#kept = this.#kept.filter((kept) => !deleted.has(kept));
    for (const kept of old) {
      if (this.#running.get(kept.recording.key) === kept) this.#running.delete(kept.recording.key);
    }
    return old.length;
  }
}
