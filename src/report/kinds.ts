import type { Incident } from '../domain/incident.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import type { NoisyGroup } from '../domain/report.ts';
import { isWorse, type Severity } from '../domain/severity.ts';
import type { Duration } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { acknowledgedAt, neededPerson, tookByItself } from './handled.ts';

/** Incidents that had a card, with one title on one route: what a suggestion is about. */
export interface Kind {
  readonly title: string;
  /** The path of the route. */
  readonly route: string;
  /** The worst of them. */
  readonly severity: Severity;
  readonly cards: number;
  readonly acknowledged: number;
  /** Acknowledged, or resolved by hand. */
  readonly needed: number;
  readonly mutes: number;
  /** How long those took that ended by themselves, and that nobody needed to look at. */
  readonly lengths: readonly Duration[];
  /** The longest that one of all took to end by itself; null: none did. */
  readonly longest: Duration | null;
  /** What all of them are grouped by with the same value. */
  readonly labels: Labels;
  /** What they are grouped by with different values. */
  readonly varying: readonly string[];
}

type Counted = { -readonly [K in keyof Kind]: Kind[K] } & { lengths: Duration[] };

/** Counts incidents by their kind. */
export class Kinds {
  readonly #all = new Map<string, Counted>();

  /** An incident that had its card in the time that is looked at, with what happened in it then. */
  take(incident: Incident, entries: readonly TimelineEntry[]): void {
    const kind = this.#kindOf(incident);
    kind.cards += 1;
    kind.mutes += entries.filter(isMute).length;
    if (isWorse(incident.severity, kind.severity)) kind.severity = incident.severity;
    if (acknowledgedAt(incident) !== null) kind.acknowledged += 1;
    countEnd(kind, incident);
    compareLabels(kind, incident.labels);
  }

  /** The noisiest first. */
  all(): readonly Kind[] {
    return [...this.#all.values()].sort(
      (a, b) => b.cards - a.cards || (a.title < b.title ? -1 : 1),
    );
  }

  #kindOf(incident: Incident): Counted {
    const { title, route, severity, labels } = incident;
    const name = `${route}\0${title}`;
    const known = this.#all.get(name);
    if (known) return known;
    const none = { cards: 0, acknowledged: 0, needed: 0, mutes: 0, longest: null };
    const kind = { title, route, severity, ...none, lengths: [], labels, varying: [] };
    this.#all.set(name, kind);
    return kind;
  }
}

function isMute({ what, actor }: TimelineEntry): boolean {
  return what.kind === 'muted' && actor.type === 'person';
}

function countEnd(kind: Counted, incident: Incident): void {
  const took = tookByItself(incident);
  if (took !== null && took > (kind.longest ?? 0)) kind.longest = took;
  if (neededPerson(incident)) kind.needed += 1;
  else if (took !== null) kind.lengths.push(took);
}

/** What differs in one of them is not what they have in common. */
function compareLabels(kind: Counted, labels: Labels): void {
  if (kind.labels === labels) return;
  const names = new Set([...Object.keys(kind.labels), ...Object.keys(labels)]);
  const differ = [...names].filter((name) => labelOf(kind.labels, name) !== labelOf(labels, name));
  if (differ.length === 0) return;
  const kept = Object.entries(kind.labels).filter(([name]) => !differ.includes(name));
  kind.labels = Object.fromEntries(kept);
  kind.varying = [...new Set([...kind.varying, ...differ])].sort();
}

/** At most so many of the noisiest, by their titles alone. */
export function noisyGroups(kinds: readonly Kind[], most: number): readonly NoisyGroup[] {
  const groups = new Map<string, NoisyGroup>();
  for (const kind of kinds) groups.set(kind.title, together(groups.get(kind.title), kind));
  return [...groups.values()]
    .sort((a, b) => b.cards - a.cards || (a.title < b.title ? -1 : 1))
    .slice(0, most);
}

function together(group: NoisyGroup | undefined, kind: Kind): NoisyGroup {
  const { title, cards, acknowledged, mutes, longest } = kind;
  if (!group) return { title, cards, acknowledged, mutes, longest };
  return {
    title,
    cards: cards + group.cards,
    acknowledged: acknowledged + group.acknowledged,
    mutes: mutes + group.mutes,
    longest: longer(longest, group.longest),
  };
}

function longer(a: Duration | null, b: Duration | null): Duration | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
