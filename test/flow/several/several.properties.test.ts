import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault, HeldMessage } from '../../support/notifier.ts';
import { Processes } from './processes.ts';

type Event =
  | { readonly kind: 'go'; readonly pick: number }
  | { readonly kind: 'wait' | 'run'; readonly ms: number }
  | {
      readonly kind: 'alert' | 'kill' | 'pause' | 'go on';
      readonly who: number;
      readonly n: number;
    }
  | { readonly kind: 'click'; readonly who: number; readonly n: number; readonly act: number }
  | { readonly kind: 'fault'; readonly fault: Fault };

const go = fc.record({ kind: fc.constant('go' as const), pick: fc.nat(11) });
const wait = fc.record({
  kind: fc.constant('wait' as const),
  ms: fc.constantFrom(100, 1_100, 2_100, 6_000, 16_000),
});
const run = fc.record({ kind: fc.constant('run' as const), ms: fc.constantFrom(3_000, 100_000) });
const happens = (...kinds: readonly ('alert' | 'kill' | 'pause' | 'go on')[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), who: fc.nat(2), n: fc.nat(1) });
const click = fc.record({
  kind: fc.constant('click' as const),
  who: fc.nat(2),
  n: fc.nat(1),
  act: fc.nat(3),
});
const method = fc.constantFrom('post' as const, 'update' as const, 'find' as const);
const refusals = fc.record({
  kind: fc.constant('fault' as const),
  fault: fc.record({
    method,
    kind: fc.constantFrom('busy' as const, 'unreachable' as const),
    retryAfter: fc.constant(1_000),
  }),
});
const unknown = fc.record({
  kind: fc.constant('fault' as const),
  fault: fc.record({ method, kind: fc.constant('unknown' as const), done: fc.boolean() }),
});
const late = fc.record({
  kind: fc.constant('fault' as const),
  fault: fc.record({
    method: fc.constantFrom('post' as const, 'update' as const),
    kind: fc.constant('unknown' as const),
    arrivesAfter: fc.constantFrom(3_000, 20_000, 45_000),
  }),
});

const history = (...others: readonly fc.Arbitrary<Event>[]): fc.Arbitrary<readonly Event[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: go },
      { weight: 2, arbitrary: wait },
      run,
      happens('alert'),
      click,
      refusals,
      ...others,
    ),
    { minLength: 20, maxLength: 120, size: 'max' },
  );

const ACTS = [
  { verb: 'acknowledge' },
  { verb: 'unacknowledge' },
  { verb: 'note', text: 'looking' },
  { verb: 'severity', severity: 'critical' },
] as const;

async function happen(world: Processes, event: Event): Promise<void> {
  switch (event.kind) {
    case 'go':
      return void (await world.go(event.pick));
    case 'wait':
      return world.wait(event.ms);
    case 'run':
      return world.run(event.ms / 1_000);
    case 'fault':
      return world.slack.fail(event.fault);
    default:
      return befall(world, event);
  }
}

async function befall(world: Processes, event: Extract<Event, { who: number }>): Promise<void> {
  const process = world.living[event.who % world.living.length];
  if (!process) return;
  switch (event.kind) {
    case 'alert':
      return world.receive(process, `Alert${event.n}`);
    case 'click':
      return void (await world.click(process, event.n + 1, ACTS[event.act] ?? ACTS[0]));
    case 'pause':
      return process.pause();
    case 'go on':
      process.isPaused = false;
      return;
    case 'kill':
      // Whoever was paused before may have sent something too late: only it can make that good.
      if (process.wasPaused) return;
      process.kill();
      world.start();
  }
}

const isOf =
  (id: string) =>
  ({ content }: HeldMessage) =>
    'incident' in content && content.incident.id === id;

/** What Slack shows of each incident that people are told of. */
async function shown(world: Processes) {
  const now = world.clock.now();
  const incidents = await world.store.incidents({ limit: 100, now });
  return incidents.map((incident) => {
    const messages = world.slack.messages.filter(isOf(incident.id));
    const cards = messages.flatMap(({ content }) => (content.slot === 'card' ? [content] : []));
    const told = messages.flatMap(({ content }) =>
      content.slot === 'thread' ? content.entries.map(({ seq }) => seq) : [],
    );
    return {
      incident,
      cards: cards.map((card) => card.incident.cardRevision),
      details: messages.filter(({ content }) => content.slot === 'details').length,
      told,
    };
  });
}

async function expectShownOnce(world: Processes): Promise<void> {
  expect(await world.store.pendingChannels()).toEqual([]);
  for (const { incident, cards, details, told } of await shown(world)) {
    expect(cards).toEqual([incident.cardRevision]);
    expect(details).toBeLessThanOrEqual(1);
    expect(told).toEqual([...new Set(told)]);
    const entries = await world.store.timeline(incident.id, 0, 1_000);
    const notes = entries.filter(({ what }) => what.kind === 'note').map(({ seq }) => seq);
    expect(told).toEqual(expect.arrayContaining(notes));
  }
}

async function afterwards(world: Processes, events: readonly Event[]): Promise<void> {
  await world.receive(world.start(), 'Alert0');
  for (const event of events) await happen(world, event);
  world.slack.mend();
  await world.settle(200);
}

describe('several processes that deliver', () => {
  it('show each incident once and as it is, whatever befalls them and Slack', async () => {
    const events = history(unknown, late, happens('kill', 'pause', 'go on'));
    await fc.assert(
      fc.asyncProperty(events, async (given) => {
        const world = new Processes(2);
        await afterwards(world, given);
        await expectShownOnce(world);
      }),
      { numRuns: 80 },
    );
  }, 120_000);

  it('never post twice, except one that was held up between its check and its send', async () => {
    const events = history(unknown, happens('kill', 'pause', 'go on'));
    await fc.assert(
      fc.asyncProperty(events, async (given) => {
        const world = new Processes(2, { sendsAtOnce: true });
        await afterwards(world, given);
        await expectShownOnce(world);
        expect(world.slack.calls).not.toContain('remove');
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
