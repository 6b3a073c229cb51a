import type { Alert } from '../domain/alert.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import type { IncidentId } from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import { formatMatcher } from '../domain/matcher.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { Suggestion } from '../domain/report.ts';
import { matchesAll } from '../engine/matchers.ts';
import type { Setting } from '../replay/replay.ts';
import type { ReplayResult } from '../replay/result.ts';
import { type Change, changeOf } from './change.ts';
import type { Kind } from './kinds.ts';
import type { Room } from './room.ts';
import { Samples } from './samples.ts';
import { type Subject, subjectsOf } from './subjects.ts';
import type { Idea } from './suggestions/idea.ts';
import { ideasFor, ideasForService } from './suggestions/index.ts';
import { type Effect, effectBetween, replaying, type Steps } from './trial.ts';

/** How much may be kept and replayed for all reports that are made together. */
export interface Rooms {
  readonly samples: Room;
  readonly replayed: Room;
}

/** Over what changes are tried out. */
export interface Ground extends Setting {
  /** The incidents that needed a person. */
  readonly matters: ReadonlySet<IncidentId>;
}

interface Found {
  readonly subject: Subject;
  readonly suggestion: Suggestion;
}

interface Trial {
  readonly ground: Ground;
  readonly recordings: readonly Recording[];
  /** What is the case. */
  readonly before: ReplayResult;
}

const SHOWN = 3;

/** Seeks changes that would have lessened the noise, and tries them out on what arrived. */
export class Search {
  readonly #policy: Policy;
  readonly #rooms: Rooms;
  readonly #subjects: readonly Subject[];
  /** What may have kept the subjects quiet: it is replayed with them. */
  readonly #inhibitors: Samples;

  constructor(policy: Policy, kinds: readonly Kind[], rooms: Rooms) {
    this.#policy = policy;
    this.#rooms = rooms;
    this.#subjects = subjectsOf(kinds, policy, rooms.samples);
    const sources = this.#subjects.length > 0 ? policy.inhibit.map(({ source }) => source) : [];
    this.#inhibitors = new Samples(sources, rooms.samples);
  }

  /** The next recording; `alert` is what it says after the rules. */
  take(sample: { readonly place: number; readonly recording: Recording }, alert: Alert | null) {
    for (const { samples } of this.#subjects) samples.take(sample, alert);
    this.#inhibitors.take(sample, alert);
  }

  /** The most useful ones, in steps. */
  *suggestions(ground: Ground): Steps<readonly Suggestion[]> {
    const found: Found[] = [];
    for (const subject of this.#subjects) {
      const suggestion = yield* this.#bestFor(subject, ground);
      if (suggestion) found.push({ subject, suggestion });
    }
    const best = found.sort((a, b) => b.suggestion.fewerCards - a.suggestion.fewerCards);
    return withoutRepeats(best)
      .slice(0, SHOWN)
      .map(({ suggestion }) => suggestion);
  }

  *#bestFor(subject: Subject, ground: Ground): Steps<Suggestion | null> {
    const { samples } = subject;
    const ideas = samples.isTooMuch ? [] : ideasOf(subject);
    const recordings = samples.with(this.#inhibitors);
    yield;
    if (ideas.length === 0 || !this.#mayReplay(recordings, ideas)) return null;
    const before = yield* replaying(recordings, this.#policy, ground);
    let best: Suggestion | null = null;
    for (const idea of ideas) {
      const trial = { ground, recordings, before };
      const suggestion = yield* this.#tried(subject, idea, trial);
      if (suggestion && suggestion.fewerCards > (best?.fewerCards ?? 0)) best = suggestion;
    }
    return best;
  }

  /** What comes of an idea; null: something would be missed. */
  *#tried(subject: Subject, idea: Idea, trial: Trial): Steps<Suggestion | null> {
    const { kind, match, route } = subject;
    const change = changeOf(this.#policy, { match, route: route.path }, idea.addition);
    if (!change) return null;
    const after = yield* replaying(trial.recordings, change.policy, trial.ground);
    const effect = effectBetween(trial.before, after, trial.ground.matters);
    yield;
    if (effect.missed > 0) return null;
    // In a replay nobody silences or mutes by hand, so that there may be more cards than there were.
    const fewerCards = Math.min(effect.fewerCards, kind.cards);
    return suggestionOf(subject, idea, change, { ...effect, fewerCards });
  }

  #mayReplay(recordings: readonly Recording[], ideas: readonly Idea[]): boolean {
    return this.#rooms.replayed.take(recordings.length * (ideas.length + 1));
  }
}

function ideasOf({ kind, route, samples, isService }: Subject): readonly Idea[] {
  const { hasEvents, hasUsers } = samples;
  const facts = { kind, route, hasEvents, hasUsers };
  return isService ? ideasForService(facts) : ideasFor(facts);
}

function suggestionOf(
  { kind, match, isService }: Subject,
  { name, finding, proposal, later }: Idea,
  { under, lines }: Change,
  effect: Effect,
): Suggestion {
  const about = { route: kind.route, match: match.map(formatMatcher).sort().join() };
  return {
    id: `${name}-${fingerprintOf(about)}`,
    about: isService ? kind.title : aboutOf(kind),
    finding,
    proposal,
    match,
    fewerCards: effect.fewerCards,
    missed: effect.missed,
    later: longer(effect.later, later),
    under,
    lines,
  };
}

/** "TimeoutError in mailer". */
function aboutOf({ title, labels }: Kind): string {
  const service = labelOf(labels, 'service');
  return service === '' || title.includes(service) ? title : `${title} in ${service}`;
}

function longer(a: Effect['later'], b: Effect['later']): Effect['later'] {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** What one suggestion would change, no further one is about. */
function withoutRepeats(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const each of found) {
    const overlaps = kept.some(
      ({ subject }) =>
        matchesAll(subject.match, each.subject.kind.labels) ||
        matchesAll(each.subject.match, subject.kind.labels),
    );
    if (!overlaps) kept.push(each);
  }
  return kept;
}
