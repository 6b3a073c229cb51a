import type { Alert, AlertKey } from '../domain/alert.ts';
import type { Command } from '../domain/command.ts';
import type { Input, Scope } from '../domain/decision.ts';
import { type EventId, eventKey, hasMadeId } from '../domain/error-event.ts';
import { type ErrorGroupId, type ReleaseId, releaseKey } from '../domain/error-group.ts';
import type { Policy } from '../domain/policy.ts';
import { type Due, type TimerId, type TimerKind, timerKey } from '../domain/timer.ts';
import { groupKeyOf } from './group.ts';
import { alertKeyOf, furtherKey } from './identity.ts';
import { matchable } from './matchable.ts';
import { routesOf } from './route.ts';
import { applyRules } from './rules.ts';

/** No row at all: what is saved without looking at anything begins with none. */
export const NO_ROWS: Scope = {
  alertKeys: [],
  groupKeys: [],
  incidents: [],
  numbers: [],
  silences: [],
  channels: [],
  errorGroups: [],
  events: [],
  releases: [],
  timers: [],
};

interface Gathered {
  readonly alertKeys: Set<AlertKey>;
  readonly groupKeys: Set<string>;
  readonly incidents: Set<string>;
  readonly numbers: Set<number>;
  readonly silences: Set<string>;
  readonly channels: Set<string>;
  readonly errorGroups: Set<ErrorGroupId>;
  readonly events: Map<string, EventId>;
  readonly releases: Map<string, ReleaseId>;
  readonly timers: Map<string, TimerId>;
}

/** Which rows deciding on these inputs begins with; a store may lock them, in sorted order. */
export function scopeOf(inputs: readonly Input[], policy: Policy): Scope {
  const gathered: Gathered = {
    alertKeys: new Set(),
    groupKeys: new Set(),
    incidents: new Set(),
    numbers: new Set(),
    silences: new Set(),
    channels: new Set(),
    errorGroups: new Set(),
    events: new Map(),
    releases: new Map(),
    timers: new Map(),
  };
  for (const input of inputs) gather(gathered, input, policy);
  return {
    alertKeys: [...gathered.alertKeys].sort(),
    groupKeys: [...gathered.groupKeys].sort(),
    incidents: [...gathered.incidents].sort(),
    numbers: [...gathered.numbers].sort((a, b) => a - b),
    silences: [...gathered.silences].sort(),
    channels: [...gathered.channels].sort(),
    errorGroups: [...gathered.errorGroups].sort(),
    events: [...gathered.events.values()],
    releases: sortedReleases(gathered.releases),
    timers: [...gathered.timers.values()],
  };
}

function gather(gathered: Gathered, input: Input, policy: Policy): void {
  switch (input.type) {
    case 'alert':
      gatherAlert(gathered, input.alert, policy);
      return;
    case 'command':
      gatherCommand(gathered, input.command);
      return;
    case 'due':
      gatherDue(gathered, input.due);
      return;
  }
}

/** In one order for all, so that nobody waits in a circle. */
function sortedReleases(releases: ReadonlyMap<string, ReleaseId>): readonly ReleaseId[] {
  return [...releases.keys()].sort().flatMap((key) => releases.get(key) ?? []);
}

function gatherAlert(gathered: Gathered, alert: Alert, policy: Policy): void {
  const key = alertKeyOf(alert);
  const ruled = applyRules(alert, policy.rules).alert;
  gathered.alertKeys.add(key);
  for (const [index, route] of routesOf(matchable(ruled.content), policy.route).entries()) {
    // An error that fires on another route already is followed on its first one too.
    if (index > 0 || alert.event?.error) gathered.alertKeys.add(furtherKey(key, route));
    gathered.groupKeys.add(groupKeyOf(ruled, route));
    gathered.channels.add(route.channel);
  }
  if (alert.event) gatherEvent(gathered, alert.event);
}

/** Itself, its group, under whatever version of the rules, and its release. */
function gatherEvent(gathered: Gathered, { error, grouping }: NonNullable<Alert['event']>): void {
  for (const id of grouping ? [grouping.id, ...grouping.older] : []) gathered.errorGroups.add(id);
  if (!error) return;
  const { project, id } = error;
  if (!hasMadeId(error)) gathered.events.set(eventKey(error), { project, id });
  if (error.release !== '') {
    addRelease(gathered, { project: error.project, version: error.release });
  }
}

function addRelease({ releases }: Gathered, { project, version }: ReleaseId): void {
  const id = { project, version };
  releases.set(releaseKey(id), id);
}

function gatherCommand(gathered: Gathered, command: Command): void {
  switch (command.type) {
    case 'incident':
      gathered.numbers.add(command.number);
      if (command.act.verb === 'merge') gathered.numbers.add(command.act.into);
      return;
    case 'silence':
      if (command.id !== null) gathered.silences.add(command.id);
      return;
    case 'unsilence':
      gathered.silences.add(command.id);
      return;
    case 'release':
      addRelease(gathered, command.release);
      return;
    case 'feedback':
      gathered.errorGroups.add(command.group);
      return;
    case 'open':
    case 'deployed':
      return;
  }
}

const OF_SILENCE: ReadonlySet<TimerKind> = new Set(['silence', 'silence-ending']);

function gatherDue(gathered: Gathered, due: Due): void {
  if (due.type === 'alert-end') {
    gathered.alertKeys.add(due.alert);
    return;
  }
  const { kind, subject } = due.timer;
  gathered.timers.set(timerKey(due.timer), { kind, subject });
  if (OF_SILENCE.has(kind)) gathered.silences.add(subject);
  else gathered.incidents.add(subject);
}
