import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/time.ts';
import { rollbarItems } from '../../../src/sources/errors/rollbar/items.ts';
import { PayloadRejected } from '../../../src/sources/source.ts';
import { expectGolden } from '../golden-file.ts';

const folder = join(import.meta.dirname, 'recorded/rollbar');
const origin = { name: 'shop', resolveTimeout: null, receivedAt: instant(Date.UTC(2026, 10, 24)) };
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** What an item is understood as. */
function eventOf(payload: unknown) {
  return rollbarItems.parse(payload, origin).alerts[0]?.event?.error;
}

const recorded = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !/by-sentry|[.]event/.test(name))
  .map((name) => name.replace('.json', ''));

it.each(recorded)('an item of Rollbar is understood: %s', (name) => {
  const golden = join(folder, `${name}.event.json`);

  const event: unknown = JSON.parse(JSON.stringify(eventOf(read(`${name}.json`))));

  expectGolden(golden, event);
});

const message = (change: object) => ({
  data: { environment: 'test', body: { message: { body: 'it broke' } }, ...change },
});

describe('several items at once', () => {
  const [one, two] = [message({ uuid: 'a' }), message({ uuid: 'b' })];

  it.each<readonly [string, unknown, number]>([
    ['a list of payloads', [one, two], 2],
    ['a list in "data"', { data: [one.data, two.data] }, 2],
    ['a payload inside a payload', { payload: one }, 1],
    ['a text in a form', { access_token: 'x', payload: JSON.stringify(two) }, 1],
  ])('are understood as %s', (_, payload, count) => {
    expect(rollbarItems.parse(payload, origin).alerts).toHaveLength(count);
  });

  it('are taken without those that are none', () => {
    expect(rollbarItems.parse([one, { data: { body: {} } }], origin)).toMatchObject({
      alerts: [{}],
      rejected: [{ index: 1, reason: expect.stringContaining('"data.body" has none of trace') }],
    });
  });
});

it.each<readonly [string, unknown, PayloadRejected['kind']]>([
  ['no object', 'it broke', 'malformed'],
  ['without data', { access_token: 'x' }, 'missing'],
  ['without anything that happened', { data: { environment: 'test' } }, 'missing'],
  ['a text that is no JSON', { payload: '{' }, 'malformed'],
  ['a text that is JSON and no item', { payload: '[1]' }, 'malformed'],
])('an item is refused that is %s', (_, payload, kind) => {
  expect(() => rollbarItems.parse(payload, origin)).toThrow(
    expect.objectContaining({ name: PayloadRejected.name, kind }),
  );
});

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('__proto__', '\ud800', 'a\0b'),
);
const someOf = (...names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

it('any item becomes an error or is refused with a reason', () => {
  const trace = fc.record({ exception: someOf('class', 'message'), frames: fc.array(value) });
  const body = fc.record(
    {
      trace: fc.oneof(trace, value),
      trace_chain: fc.oneof(fc.array(trace), value),
      message: value,
      telemetry: value,
    },
    { requiredKeys: [] },
  );
  const beside = someOf(
    'level',
    'timestamp',
    'uuid',
    'request',
    'person',
    'server',
    'notifier',
    'custom',
  );

  fc.assert(
    fc.property(body, beside, (inside, others) => {
      const { alerts, rejected } = refusable({ data: [{ ...others, body: inside }] });
      expect(alerts.length + rejected.length).toBe(1);
    }),
  );
});

function refusable(payload: unknown) {
  try {
    return rollbarItems.parse(payload, origin);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    return { alerts: [], rejected: [error] };
  }
}

it('an item inside an item inside an item, without an end, is refused', () => {
  const deep = `${'{"payload":'.repeat(50_000)}1${'}'.repeat(50_000)}`;

  expect(() => rollbarItems.parse(JSON.parse(deep), origin)).toThrow(PayloadRejected);
});

describe('an item', () => {
  it('without a time happened when it came', () => {
    expect(eventOf(message({}))?.at).toBe(origin.receivedAt);
  });

  it('whose id is of zeros only gets one of its own', () => {
    const uuid = '00000000-0000-0000-0000-000000000000';
    const [one, other] = [{ timestamp: 1 }, { timestamp: 2 }].map(
      (change) => eventOf(message({ uuid, ...change }))?.id,
    );
    expect(one).toMatch(/[1-9a-f]/);
    expect(other).not.toBe(one);
  });

  it('without an id gets the same one each time it comes', () => {
    expect(eventOf(message({}))?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(eventOf(message({}))?.id).toBe(eventOf(message({}))?.id);
    expect(eventOf(message({}))?.id).not.toBe(eventOf(message({ uuid: 'other' }))?.id);
  });

  it.each<readonly [string, object, string]>([
    ['of nobody', {}, 'error'],
    ['that was caught', { level: 'debug' }, 'debug'],
    [
      'that nobody caught',
      { level: 'debug', notifier: { diagnostic: { is_uncaught: true } } },
      'error',
    ],
    [
      'that nobody caught and that means little',
      { level: 'info', notifier: { diagnostic: { is_uncaught: true } } },
      'info',
    ],
    ['of a level that does not exist', { level: 'constructor' }, 'error'],
    ['that is critical', { level: 'critical' }, 'fatal'],
  ])('%s is as bad as it says', (_, change, level) => {
    expect(eventOf(message(change))?.level).toBe(level);
  });

  it('belongs to the project that its source shares with others', () => {
    const shared = { ...origin, name: 'shop-js', project: 'shop' };
    const [alert] = rollbarItems.parse(message({}), shared).alerts;

    expect(alert).toMatchObject({
      content: { source: 'shop-js', labels: { service: 'shop' } },
      event: { error: { project: 'shop' } },
    });
  });
});
