import type { Actor } from '../../src/domain/actor.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { IncidentAct, IncidentVerb } from '../../src/domain/command.ts';
import { duration, instant, minutes, plus } from '../../src/domain/time.ts';
import { identified } from '../../src/engine/errors/identify.ts';
import { alertOfError } from '../../src/sources/errors/alert.ts';
import type { AlertStep, ErrorStep, Step } from './arbitraries.ts';
import { ANN, anAlert, BOB } from './builders.ts';
import type { DecideWorld } from './decide-world.ts';
import { anErrorEvent, aRelease } from './state.ts';

/** Lets one step of a story happen; time passes from due time to due time. */
export async function take(world: DecideWorld, step: Step): Promise<void> {
  switch (step.kind) {
    case 'alerts':
      await world.receive(...step.alerts.map((alert) => alertOf(world, alert)));
      return;
    case 'errors':
      await world.receive(...step.errors.map((error, index) => errorOf(world, error, index)));
      return;
    case 'release':
      await world.command({ type: 'release', release: aRelease({ version: step.version }) });
      return;
    case 'ask':
      await takeAsk(world, step);
      return;
    case 'open':
      await world.command({ type: 'open', actor: BOB_ASKS, ...BY_HAND });
      return;
    case 'silence':
      await takeSilence(world, step);
      return;
    case 'unsilence':
      await world.unsilence(`silence-${step.index}`);
      return;
    case 'wait':
      await world.advance(duration(step.ms));
      return;
  }
}

/** Lets a whole story happen. */
export async function tell(world: DecideWorld, story: readonly Step[]): Promise<void> {
  for (const step of story) await take(world, step);
}

const BOB_ASKS: Actor = { type: 'person', ...BOB };
const BY_HAND = { title: 'By hand', severity: 'error', description: '', channel: null } as const;

/** Only an error can be resolved in the next release. */
async function takeAsk(world: DecideWorld, { verb, number, minutes: length }: AskStep) {
  const act = actOf(world, verb, length);
  const isError = (await world.store.incidentNumbered(number))?.error != null;
  const inNext = act.verb === 'resolve' && isError && length === 61;
  await world.ask(inNext ? { ...act, inNextRelease: true } : act, number);
}

type AskStep = Extract<Step, { kind: 'ask' }>;

async function takeSilence(world: DecideWorld, step: Extract<Step, { kind: 'silence' }>) {
  const startsAt = plus(world.now, minutes(step.from));
  await world.silence({
    matchers: step.matchers,
    startsAt,
    endsAt: plus(startsAt, minutes(step.minutes)),
  });
}

/** The alert that a step means now. */
export function alertOf(world: DecideWorld, step: AlertStep): Alert {
  const { name, instance, status, severity, words, keyed, started, ends } = step;
  const at = (minutesFromNow: number) => instant(world.now + minutesFromNow * 60_000);
  return anAlert({
    status,
    severity,
    labels: { alertname: name, instance },
    description: words,
    ...(keyed && { dedupKey: `${name}${instance}` }),
    ...(started !== null && { startsAt: at(-started) }),
    ...(typeof ends === 'number' && { endsAt: at(ends) }),
    ...(ends === 'timeout' && { resolveTimeout: minutes(5) }),
  });
}

/** The alert of the error that a step means now. */
export function errorOf(world: DecideWorld, step: ErrorStep, index = 0): Alert {
  const { type, user, ...rest } = step;
  const raised = { type, value: 'x', synthetic: false, handled: false, frames: [] };
  const event = anErrorEvent({
    ...rest,
    id: `${world.changes.length}-${index}`,
    at: world.now,
    chain: [raised],
    tags: user === '' ? {} : { plan: user },
    user: user === '' ? null : { id: user, email: '', name: '', ip: '' },
  });
  return identified(alertOfError(event, { name: 'shop', resolveTimeout: null }), world.policy);
}

function actOf(world: DecideWorld, verb: IncidentVerb, length: number | null): IncidentAct {
  const until = length === null ? null : plus(world.now, minutes(length));
  const acts: { readonly [V in IncidentVerb]: Extract<IncidentAct, { verb: V }> } = {
    acknowledge: { verb: 'acknowledge' },
    unacknowledge: { verb: 'unacknowledge' },
    assign: { verb: 'assign', to: length === null ? null : ANN },
    mute: { verb: 'mute', until, reason: 'busy', early: [] },
    unmute: { verb: 'unmute' },
    ignore: {
      verb: 'ignore',
      until,
      occurrences: length === 13 ? 2 : null,
      users: length === 61 ? 1 : null,
      spike: true,
      reason: 'known',
    },
    merge: { verb: 'merge', into: length === null ? 1 : 2 },
    split: { verb: 'split' },
    resolve: {
      verb: 'resolve',
      note: '',
      whileFiring: until === null ? 'reopen' : { muteUntil: until },
    },
    reopen: { verb: 'reopen' },
    note: { verb: 'note', text: 'x' },
    fix: { verb: 'fix', text: 'x' },
    pin: { verb: 'pin', text: 'x', author: 'Bob', link: 'https://slack.example/p1', at: world.now },
    severity: { verb: 'severity', severity: length === null ? 'info' : 'critical' },
    change: { verb: 'change', summary: 'deployed', url: null },
    refresh: { verb: 'refresh' },
  };
  return acts[verb];
}
