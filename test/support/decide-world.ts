import type { Actor } from '../../src/domain/actor.ts';
import type { Alert, AlertKey, Suppression, TrackedAlert } from '../../src/domain/alert.ts';
import type { Command, IncidentAct } from '../../src/domain/command.ts';
import type { Change, Decision, Outcome, Scope, Snapshot } from '../../src/domain/decision.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Matcher } from '../../src/domain/matcher.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Silence } from '../../src/domain/silence.ts';
import { type Duration, type Instant, later, plus } from '../../src/domain/time.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Due } from '../../src/domain/timer.ts';
import { Draft } from '../../src/engine/draft.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { inhibitionOf } from '../../src/engine/inhibition.ts';
import { matchable } from '../../src/engine/matchable.ts';
import { isFault, parseMatchers } from '../../src/engine/matchers.ts';
import { routeOf } from '../../src/engine/route.ts';
import { scopeOf } from '../../src/engine/scope.ts';
import { suppressionOf } from '../../src/engine/suppression.ts';
import { type DecideDeps, decideAndSave } from '../../src/flow/decide.ts';
import { reconsider } from '../../src/flow/reconsider.ts';
import { tick } from '../../src/flow/tick.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { type AlertSpec, ANN, anAlert, aPolicy } from './builders.ts';
import { lasting, type SimulatedClock, simulatedClock } from './clock.ts';
import { freezeDeep } from './freeze.ts';
import { manualQueue } from './queue.ts';

/** Stands between the store and the engine: may watch what is read, or decide twice. */
export type Around = (
  decide: (snapshot: Snapshot) => Decision,
  snapshot: Snapshot,
  scope: Scope,
) => Decision;

/** What a test may say of a silence. */
export interface SilenceSpec {
  readonly matchers: string;
  readonly for?: string;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
  readonly id?: string;
  readonly newId?: string;
  readonly kind?: Silence['kind'];
  readonly repeats?: Silence['repeats'];
  readonly home?: string;
}

/** A mute need not say what ends it early. */
type Asking =
  | Exclude<IncidentAct, { verb: 'mute' }>
  | (Omit<Extract<IncidentAct, { verb: 'mute' }>, 'early'> &
      Partial<Pick<Extract<IncidentAct, { verb: 'mute' }>, 'early'>>);

const AT_MOST = 10_000;
const ANN_ASKS: Actor = { type: 'person', ...ANN };

/** The engine over a memory store in simulated time: nothing of Slack, nothing that sleeps. */
export class DecideWorld {
  readonly clock: SimulatedClock = simulatedClock();
  /** All that was ever saved, in order. */
  readonly changes: Change[] = [];
  readonly store: Store;
  policy: Policy;
  readonly #deps: DecideDeps;
  #silences = 0;

  constructor(policy: Policy, around: Around = (decide, snapshot) => decide(snapshot)) {
    this.policy = policy;
    this.store = watched(memoryStore(), this.changes, around);
    this.#deps = {
      store: this.store,
      clock: this.clock,
      queue: manualQueue(this.clock),
      policy: () => this.policy,
      decided: () => {},
    };
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** So long after now. */
  in(length: string): Instant {
    return plus(this.now, lasting(length));
  }

  /** So long before now. */
  ago(length: string): Instant {
    return plus(this.now, -lasting(length) as Duration);
  }

  /** Alerts arrive together; what became of each. */
  async receive(...alerts: readonly Alert[]): Promise<readonly Outcome[]> {
    const inputs = alerts.map((alert) => freezeDeep({ type: 'alert', alert } as const));
    return (await decideAndSave(this.#deps, inputs)).outcomes;
  }

  /** One alert fires; what became of it. */
  async fire(spec: AlertSpec = {}): Promise<string> {
    return reasonOf((await this.receive(anAlert(spec)))[0]);
  }

  /** One alert is over, says its sender; what became of that. */
  async resolve(spec: AlertSpec = {}): Promise<string> {
    return this.fire({ ...spec, status: 'resolved' });
  }

  /** A person asks something of an incident: `done`, or why not. */
  async ask(given: Asking, number = 1, actor: Actor = ANN_ASKS): Promise<string> {
    const act: IncidentAct = given.verb === 'mute' ? { early: [], ...given } : given;
    const outcome = await this.command({ type: 'incident', number, actor, act });
    return outcome.type === 'refused' ? outcome.refusal : outcome.type;
  }

  async command(command: Command): Promise<Outcome> {
    const input = freezeDeep({ type: 'command', command } as const);
    const [outcome] = (await decideAndSave(this.#deps, [input])).outcomes;
    return outcome!;
  }

  /** Makes a silence, or changes the one with that id; answers its id, or the refusal. */
  async silence(spec: SilenceSpec): Promise<string> {
    this.#silences += 1;
    const startsAt = spec.startsAt ?? this.now;
    const outcome = await this.command({
      type: 'silence',
      actor: ANN_ASKS,
      id: spec.id ?? null,
      newId: spec.newId ?? `silence-${this.#silences}`,
      matchers: matchersOf(spec.matchers),
      startsAt,
      endsAt: spec.endsAt ?? plus(later(startsAt, this.now), lasting(spec.for ?? '1h')),
      author: ANN.name,
      reason: 'known',
      kind: spec.kind ?? 'silence',
      repeats: spec.repeats ?? null,
      home: spec.home ?? null,
    });
    await this.settle();
    if (outcome.type === 'silenced') return outcome.silence.id;
    return outcome.type === 'refused' ? outcome.refusal : outcome.type;
  }

  /** Ends a silence: `silenced`, or why not. */
  async unsilence(id: string): Promise<string> {
    const outcome = await this.command({ type: 'unsilence', actor: ANN_ASKS, id });
    await this.settle();
    return outcome.type === 'refused' ? outcome.refusal : outcome.type;
  }

  /** The configuration changes, or is read at a start: what fires is looked at again. */
  async configure(policy: Policy = this.policy): Promise<void> {
    this.policy = policy;
    await reconsider(this.#deps);
    await this.settle();
  }

  /** Lets time pass from due time to due time, as a running process does. */
  async advance(by: string | Duration): Promise<void> {
    const end = plus(this.now, lasting(by));
    for (;;) {
      const next = await this.store.nextDueAt();
      if (next === null || next > end) break;
      this.clock.moveTo(later(this.now, next));
      await tick(this.#deps);
    }
    this.clock.moveTo(end);
  }

  /** Lets time pass with nobody there, and then catches up. */
  async beDown(length: string | Duration): Promise<void> {
    this.clock.advance(length);
    await tick(this.#deps);
  }

  /** Does what is due now. */
  async settle(): Promise<void> {
    await tick(this.#deps);
  }

  /** Decides on something that was found due before, perhaps too late. */
  async takeUp(due: Due): Promise<void> {
    await decideAndSave(this.#deps, [{ type: 'due', due }]);
  }

  async incident(number = 1): Promise<Incident> {
    const incident = await this.store.incidentNumbered(number);
    if (!incident) throw new Error(`There is no incident ${number}.`);
    return incident;
  }

  /** Every incident, the oldest first. */
  async incidents(): Promise<readonly Incident[]> {
    return [...(await this.store.incidents({ limit: AT_MOST, now: this.now }))].reverse();
  }

  async alert(spec: AlertSpec = {}): Promise<TrackedAlert> {
    const key: AlertKey = alertKeyOf(anAlert(spec));
    let found: TrackedAlert | undefined;
    for (const change of this.changes) {
      if (change.type === 'alert' && change.alert.key === key) found = change.alert;
    }
    if (!found) throw new Error('There is no such alert.');
    return found;
  }

  /** What should keep each of these alerts from being told now. */
  async suppressions(alerts: readonly TrackedAlert[]): Promise<readonly (Suppression | null)[]> {
    let found: readonly (Suppression | null)[] = [];
    await this.store.update(
      () => scopeOf([], this.policy),
      (snapshot) => {
        const draft = new Draft(snapshot, 'looking', this.policy);
        found = alerts.map((alert) => {
          const labels = matchable(alert.content);
          const inhibition = inhibitionOf(labels, this.policy);
          const route = routeOf(this.policy, alert);
          return suppressionOf(draft, { labels, inhibition, route }, this.now);
        });
        return { changes: [], outcomes: [] };
      },
    );
    return found;
  }

  async timeline(number = 1): Promise<readonly TimelineEntry[]> {
    return this.store.timeline((await this.incident(number)).id, 0, AT_MOST);
  }

  /** The kinds of entries in the timeline; those that the thread does not tell are in brackets. */
  async story(number = 1): Promise<readonly string[]> {
    const entries = await this.timeline(number);
    return entries.map(({ what, thread }) => (thread ? what.kind : `(${what.kind})`));
  }

  /** The newest entry. */
  async last(number = 1): Promise<TimelineEntry> {
    const entry = (await this.timeline(number)).at(-1);
    if (!entry) throw new Error(`Incident ${number} has an empty timeline.`);
    return entry;
  }
}

/** A world with a policy that differs from the default in these. */
export function aWorld(route: Parameters<typeof aPolicy>[0] = {}, around?: Around): DecideWorld {
  return new DecideWorld(aPolicy(route), around);
}

/** A world whose whole policy is given, with its calendars watched. */
export async function aConfiguredWorld(policy: Policy): Promise<DecideWorld> {
  const world = new DecideWorld(policy);
  await world.configure();
  return world;
}

/** The matchers that a text means. */
function matchersOf(text: string): readonly Matcher[] {
  const matchers = parseMatchers(text);
  if (isFault(matchers)) throw new Error(matchers.fault);
  return matchers;
}

function reasonOf(outcome: Outcome | undefined): string {
  if (outcome?.type !== 'alert') throw new Error('An alert was decided without an outcome.');
  return outcome.reason;
}

/** Remembers all that is saved, and freezes it: whoever changes a row in place is found out. */
function watched(store: Store, changes: Change[], around: Around): Store {
  return {
    ...store,
    update: async (scope, decide) => {
      const decision = await store.update(scope, (snapshot) =>
        freezeDeep(around(decide, snapshot, scope())),
      );
      changes.push(...decision.changes);
      return decision;
    },
  };
}
