import type { Alert } from '../domain/alert.ts';
import { between, type Instant, minutes } from '../domain/time.ts';

/** What a source said of which the store is yet to know. */
export interface Said {
  /** When it last said that something fires; null: it did not. */
  readonly spokeAt: Instant | null;
  /** When it said only that something is over, after that; null: it did not. */
  readonly endedAt: Instant | null;
}

/** What the store last heard of a source. */
interface Noted {
  readonly at: Instant;
  readonly isEnd: boolean;
}

/** The store hears of a source no more often, except that it came to rest meanwhile. */
const NOTED_EVERY = minutes(1);

/** What sources said until the store knows it, so that it costs little however often they speak. */
export class Unnoted {
  readonly #said = new Map<string, Said>();
  readonly #noted = new Map<string, Noted>();

  /** Of these sources something is to be noted. */
  get names(): readonly string[] {
    return [...this.#said.keys()];
  }

  /** What is to be noted of this one. */
  of(name: string): Said | undefined {
    return this.#said.get(name);
  }

  /** What arrived from a source at `at`. */
  add(name: string, alerts: readonly Alert[], at: Instant): void {
    // That no errors come is good news, and says nothing of who would report them.
    const statements = alerts.filter(({ event }) => !event?.error);
    if (statements.length === 0) return;
    const isEnd = statements.every(({ status }) => status === 'resolved');
    const spokeAt = isEnd ? (this.#said.get(name)?.spokeAt ?? null) : at;
    this.#said.set(name, { spokeAt, endedAt: isEnd ? at : null });
  }

  /** Whether something of this source is to be noted now. */
  isDue(name: string, now: Instant): boolean {
    const said = this.#said.get(name);
    if (!said) return false;
    const noted = this.#noted.get(name);
    if (!noted || between(noted.at, now) >= NOTED_EVERY) return true;
    // At once: another process would miss it.
    return said.endedAt !== null && !noted.isEnd;
  }

  /** The store knows it by now. */
  noted(name: string, said: Said, now: Instant): void {
    this.#noted.set(name, { at: now, isEnd: said.endedAt !== null });
    if (this.#said.get(name) === said) this.#said.delete(name);
  }

  /** The store does not know it: it is to hear of it at the next chance. */
  failed(name: string): void {
    this.#noted.delete(name);
  }
}
