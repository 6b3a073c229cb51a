import type { AlertKey } from '../domain/alert.ts';
import type { Input } from '../domain/decision.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy, Threshold } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { Silence } from '../domain/silence.ts';
import { hours, type Instant, later, plus } from '../domain/time.ts';
import { decide } from '../engine/decide.ts';
import { routeOf } from '../engine/route.ts';
import { Book } from './book.ts';
import { type Arriving, Feed } from './feed.ts';
import type { RecordedAs } from './periods.ts';
import type { ReplayResult, Span } from './result.ts';
import { ReplayState } from './state.ts';

/** What a replay takes place in. */
export interface Setting {
  readonly span: Span;
  /** Those of that time. */
  readonly silences: readonly Silence[];
}

/** So much is decided at once, as when the bot runs. */
const DUE_AT_ONCE = 500;
/** So often incidents that cannot come back are forgotten. */
const FORGET_EVERY = hours(1);

/** Runs recordings through the engine with simulated time, as if this policy had held then. */
export class Replay {
  readonly #policy: Policy;
  readonly #span: Span;
  readonly #state: ReplayState;
  readonly #book: Book;
  readonly #feed = new Feed();
  /** What arrived at the present time and is not decided yet. */
  #arrived = new Map<AlertKey, Arriving>();
  #now = 0 as Instant;
  #forgetAt = 0 as Instant;
  #batches = 0;

  constructor(policy: Policy, { span, silences }: Setting) {
    this.#policy = policy;
    this.#span = span;
    this.#state = new ReplayState(silences);
    this.#book = new Book(span);
  }

  /** Takes the next recording; they come in the order in which they arrived. */
  take(recording: Recording): void {
    if (this.#batches === 0) this.#begin(recording.at);
    this.#arriveUntil(recording.at);
    const arriving = this.#feed.take(recording);
    this.#book.arrived(recording, arriving !== null);
    if (arriving) this.#arrive(arriving);
  }

  /** Lets the rest of the time pass; what came of it all. */
  finish(): ReplayResult {
    const end = (this.#span.to - 1) as Instant;
    this.#arriveUntil(end);
    this.#advance(end);
    for (const incident of this.#state.incidents()) this.#close(incident);
    return this.#book.result();
  }

  /** Planned work and calendars are watched from now on. */
  #begin(at: Instant): void {
    const { version } = this.#policy;
    this.#state.apply({ type: 'timer', timer: { kind: 'calendar', subject: version, at } });
    this.#forgetAt = plus(at, FORGET_EVERY);
    this.#batches = 1;
  }

  /** What earlier recordings have left to come. */
  #arriveUntil(at: Instant): void {
    let next = this.#feed.next(at);
    while (next) {
      this.#arrive(next);
      next = this.#feed.next(at);
    }
  }

  #arrive(arriving: Arriving): void {
    if (arriving.at > this.#now) this.#advance(arriving.at);
    // The same alert again came with another request.
    if (this.#arrived.has(arriving.key)) this.#decideArrived();
    this.#arrived.set(arriving.key, arriving);
  }

  /** Lets time pass from due time to due time, as a running process does. */
  #advance(to: Instant): void {
    this.#decideArrived();
    for (;;) {
      const at = this.#state.nextDueAt();
      if (at === null || at > to) break;
      this.#now = later(this.#now, at);
      const due = this.#state.takeDue(this.#now, DUE_AT_ONCE);
      this.#decide(due.map((one) => ({ type: 'due', due: one })));
    }
    this.#now = later(this.#now, to);
    if (this.#now >= this.#forgetAt) this.#forget();
  }

  /** What arrived at the same time is decided together, as it was. */
  #decideArrived(): void {
    const arrived = this.#arrived;
    if (arrived.size === 0) return;
    this.#arrived = new Map();
    const inputs = Array.from(arrived.values(), ({ alert }): Input => ({ type: 'alert', alert }));
    this.#decide(inputs, (key) => arrived.get(key)?.recording);
  }

  #decide(inputs: readonly Input[], as: RecordedAs = () => undefined): void {
    this.#batches += 1;
    const batch = { id: `batch${String(this.#batches).padStart(10, '0')}`, inputs };
    const decision = decide(this.#state, batch, this.#policy, this.#now);
    this.#book.note(decision, this.#state, { at: this.#now, as });
    for (const change of decision.changes) this.#state.apply(change);
  }

  #forget(): void {
    this.#forgetAt = plus(this.#now, FORGET_EVERY);
    for (const incident of this.#state.incidents()) {
      if (!this.#isOver(incident)) continue;
      this.#close(incident);
      this.#state.drop(incident);
    }
  }

  #close(incident: Incident): void {
    this.#book.close(incident, isUnsure(incident, routeOf(this.#policy, incident).notifyWhen));
  }

  #isOver(incident: Incident): boolean {
    const { resolution, firingCount, error } = incident;
    // An error comes back at any age, and is not new then.
    if (!resolution || firingCount > 0 || error) return false;
    return plus(resolution.at, routeOf(this.#policy, incident).reopenWithin) <= this.#now;
  }
}

/** Only a regression or a spike would tell of it, which are not replayed. */
function isUnsure(
  { error, withheld, withheldBy }: Incident,
  { count, errors }: Threshold,
): boolean {
  if (!error || count !== null || withheld !== 'below-threshold' || withheldBy !== null)
    return false;
  return errors.some((condition) => condition !== 'first-seen');
}

/** What a policy makes of recordings. */
export function replay(
  recordings: Iterable<Recording>,
  policy: Policy,
  setting: Setting,
): ReplayResult {
  const run = new Replay(policy, setting);
  for (const recording of recordings) run.take(recording);
  return run.finish();
}
