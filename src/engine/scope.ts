import type { Alert, AlertKey } from '../domain/alert.ts';
import type { Command } from '../domain/command.ts';
import type { Input, Scope } from '../domain/decision.ts';
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
  timers: [],
};

interface Gathered {
  readonly alertKeys: Set<AlertKey>;
  readonly groupKeys: Set<string>;
  readonly incidents: Set<string>;
  readonly numbers: Set<number>;
  readonly silences: Set<string>;
  readonly channels: Set<string>;
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

function gatherAlert(gathered: Gathered, alert: Alert, policy: Policy): void {
  const key = alertKeyOf(alert);
  const ruled = applyRules(alert, policy.rules).alert;
  gathered.alertKeys.add(key);
  for (const [index, route] of routesOf(matchable(ruled.content), policy.route).entries()) {
    if (index > 0) gathered.alertKeys.add(furtherKey(key, route));
    gathered.groupKeys.add(groupKeyOf(ruled, route));
    gathered.channels.add(route.channel);
  }
}

function gatherCommand(gathered: Gathered, command: Command): void {
  if (command.type === 'incident') gathered.numbers.add(command.number);
  if (command.type === 'silence' && command.id !== null) gathered.silences.add(command.id);
  if (command.type === 'unsilence') gathered.silences.add(command.id);
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
