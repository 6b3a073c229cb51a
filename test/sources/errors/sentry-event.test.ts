import { describe, expect, it } from 'vitest';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import { sentrySdk } from '../../../src/sources/index.ts';
import { PayloadRejected } from '../../../src/sources/source.ts';
import { RECORDED_AT } from './recordings.ts';

const KEPT = { fields: [], keepIp: true, keepEmail: true };
const origin = { name: 'shop', resolveTimeout: null, receivedAt: RECORDED_AT, scrub: KEPT };

function eventOf(payload: object): ErrorEvent {
  const error = sentrySdk.event(payload, origin).alert?.event?.error;
  if (!error) throw new Error('it is no error');
  return error;
}

describe('what an event says', () => {
  it.each<readonly [string, object, string, string]>([
    ['a text', { message: ' it broke ' }, 'it broke', ''],
    ['a template, filled in', { logentry: { message: 'a %s', formatted: 'a 7' } }, 'a 7', 'a %s'],
    [
      'a template to be filled in',
      { logentry: { message: 'order %s after %d ms', params: [11, 1234] } },
      'order 11 after 1234 ms',
      'order %s after %d ms',
    ],
    [
      'parameters with names',
      { logentry: { message: '%(who)s: 100%% of {what}', params: { who: 'Ann', what: 'it' } } },
      'Ann: 100% of it',
      '%(who)s: 100%% of {what}',
    ],
    [
      'parameters by number',
      { logentry: { message: '{1} {0} {}', params: ['a', 'b'] } },
      'b a a',
      '{1} {0} {}',
    ],
    [
      'too few parameters',
      { logentry: { message: '%s and %s', params: ['a'] } },
      'a and %s',
      '%s and %s',
    ],
    ['no parameters', { logentry: { message: '100 %s', params: [] } }, '100 %s', '100 %s'],
    [
      'an old object as the message',
      { message: { message: 'a %s', params: ['b'] } },
      'a b',
      'a %s',
    ],
    ['both', { logentry: { message: 'a' }, message: 'b' }, 'a', 'a'],
    ['nothing at all', {}, 'An event without a message', ''],
    ['only an exception', { exception: [{ type: 'KeyError' }] }, '', ''],
    ['a list', { message: ['it broke'] }, 'An event without a message', ''],
  ])('is %s', (_, payload, message, template) => {
    expect(eventOf(payload)).toMatchObject({ message, template });
  });
});

describe('the exceptions of an event', () => {
  const one = { type: 'KeyError', value: 'x' };
  const cause = { type: 'OSError', value: 'y' };

  it.each<readonly [string, unknown, readonly string[]]>([
    ['in values', { values: [cause, one] }, ['OSError', 'KeyError']],
    ['as a list', [cause, one], ['OSError', 'KeyError']],
    ['as one', one, ['KeyError']],
    ['with others between that are none', { values: [null, 7, one, {}] }, ['KeyError']],
    ['as nothing', { values: null }, []],
    ['as a text', 'KeyError', []],
    [
      'with the module before the type',
      [{ type: 'django.db.utils.IntegrityError' }],
      ['IntegrityError'],
    ],
    ['with a type that only looks so', [{ type: 'Error: a.b c' }], ['Error: a.b c']],
  ])('come %s', (_, exception, types) => {
    expect(eventOf({ exception }).chain.map(({ type }) => type)).toEqual(types);
  });

  it('may be without a type', () => {
    const mechanism = { synthetic: true, handled: true };
    const exception = { values: [{ value: { status: 500 }, mechanism }] };

    expect(eventOf({ exception }).chain).toEqual([
      { type: '', value: '{"status": 500}', synthetic: true, handled: true, frames: [] },
    ]);
  });

  it('have frames whose parts may be of any type', () => {
    const frames = [
      null,
      { abs_path: 7, lineno: '12', context_line: null, vars: [], pre_context: 'x' },
      { filename: 'a.js', function: '?', lineno: -1, in_app: 'yes', post_context: [null, 'x'] },
    ];

    const [raised] = eventOf({ exception: [{ ...one, stacktrace: { frames } }] }).chain;

    expect(raised?.frames).toMatchObject([
      { path: '7', line: null, code: '', before: [], vars: {}, inApp: true },
      { path: 'a.js', function: '', line: null, inApp: true, after: ['', 'x'] },
    ]);
  });
});

describe('an event', () => {
  it('has an id of 32 digits', () => {
    const id = 'A3441960-f7ae-450b-b65a-2411dd876b9c';

    expect(eventOf({ event_id: id }).id).toBe('a3441960f7ae450bb65a2411dd876b9c');
  });

  const ZEROS = '00000000-0000-0000-0000-000000000000';

  it.each([7, 'x', null, ['a'], ZEROS])(
    'without a usable id, as %j, has one of its own',
    (event_id) => {
      const [first, again, other] = ['a', 'a', 'b'].map(
        (message) => eventOf({ event_id, message }).id,
      );

      expect(first).toMatch(/^[0-9a-f]{32}$/);
      expect(again).toBe(first);
      expect(other).not.toBe(first);
      expect(first).not.toMatch(/^0*$/);
    },
  );

  it.each<readonly [string, unknown, number]>([
    ['as text', '2026-11-22T16:45:04.921379Z', Date.UTC(2026, 10, 22, 16, 45, 4, 921)],
    ['as text without a zone', '2026-11-22T16:45:04', Date.UTC(2026, 10, 22, 16, 45, 4)],
    ['in seconds', 1_795_366_242.742, Date.UTC(2026, 10, 22, 16, 50, 42, 742)],
    ['not at all', undefined, RECORDED_AT],
    ['of long ago', '2019-01-01T00:00:00Z', RECORDED_AT],
    ['of the future', '2027-01-01T00:00:00Z', RECORDED_AT],
    ['in no form that is known', 'yesterday', RECORDED_AT],
  ])('has its time %s', (_, timestamp, at) => {
    expect(eventOf({ timestamp }).at).toBe(at);
  });

  it.each<readonly [unknown, string]>([
    ['fatal', 'fatal'],
    ['critical', 'fatal'],
    ['WARNING', 'warning'],
    ['log', 'info'],
    [40, 'error'],
    ['terrible', 'error'],
    [undefined, 'error'],
    ['constructor', 'error'],
  ])('of the level %j is of the level %s', (given, level) => {
    expect(eventOf({ level: given })).toMatchObject({ level });
  });

  it.each<readonly [unknown, readonly string[]]>([
    [
      ['a', 7, ''],
      ['a', '7'],
    ],
    ['a', ['a']],
    [
      ['{{ default }}', 'a'],
      ['{{ default }}', 'a'],
    ],
    [['{{ default }}'], []],
    [['{{default}}'], []],
    [{}, []],
  ])('with the fingerprint %j has %j', (fingerprint, expected) => {
    expect(eventOf({ fingerprint }).fingerprint).toEqual(expected);
  });

  it.each<readonly [string, unknown]>([
    ['an object', { a: 'x', b: 7, c: null }],
    ['pairs', [['a', 'x'], ['b', 7], null, [7]]],
    ['objects of a key and a value', [{ key: 'a', value: 'x' }, { key: 'b', value: 7 }, {}]],
  ])('has tags as %s', (_, tags) => {
    expect(eventOf({ tags }).tags).toMatchObject({ a: 'x', b: '7' });
  });

  it.each<readonly [string, unknown, object | null]>([
    [
      'all of it',
      { id: 7, email: 'a@b.c', username: 'jane', ip_address: '::1' },
      { id: '7', email: 'a@b.c', name: 'jane', ip: '::1' },
    ],
    ['a name instead', { name: 'Jane' }, { id: '', name: 'Jane' }],
    ['an address that the server is to find', { ip_address: '{{auto}}' }, null],
    ['nothing', {}, null],
    ['a text', 'jane', null],
  ])('has of its user %s', (_, user, expected) => {
    const found = eventOf({ user }).user;

    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it.each<readonly [string, object, object]>([
    ['a query as text', { url: '/a', query_string: '?b=c' }, { url: '/a', query: 'b=c' }],
    [
      'a query as pairs',
      {
        url: '/a',
        query_string: [
          ['b', 'c'],
          ['d', 7],
        ],
      },
      { query: 'b=c&d=7' },
    ],
    ['a query as an object', { url: '/a', query_string: { b: 'c' } }, { query: 'b=c' }],
    ['a query in its address', { url: '/a?b=c?d' }, { url: '/a', query: 'b=c?d' }],
    ['headers as pairs', { headers: [['Accept', '*/*']] }, { headers: { Accept: '*/*' } }],
    ['a body as an object', { data: { sku: 7 } }, { data: '{"sku": 7}' }],
  ])('has of its request %s', (_, request, expected) => {
    expect(eventOf({ request }).request).toMatchObject(expected);
  });

  it('keeps no cookies and nothing of the server', () => {
    const request = { url: '/', cookies: { sid: 'x' }, env: { REMOTE_ADDR: '203.0.113.9' } };

    expect(Object.keys(eventOf({ request }).request ?? {})).toEqual([
      ...['method', 'url', 'query', 'headers', 'data'],
    ]);
    expect(eventOf({ request: { cookies: 'x' } }).request).toBeNull();
  });

  it.each<readonly [string, unknown]>([
    ['in values', { values: [{ type: 'http', message: 'GET /', timestamp: 1_795_366_242 }] }],
    ['as a list', [{ category: 'http', message: 'GET /', timestamp: '2026-11-22T16:50:42Z' }, 7]],
  ])('has its breadcrumbs %s', (_, breadcrumbs) => {
    expect(eventOf({ breadcrumbs }).breadcrumbs).toEqual([
      {
        at: Date.UTC(2026, 10, 22, 16, 50, 42),
        category: 'http',
        level: '',
        message: 'GET /',
        data: {},
      },
    ]);
  });

  it('has its contexts in a few words', () => {
    const contexts = {
      runtime: { name: 'CPython', version: '3.11.2', build: 'long' },
      trace: { trace_id: '9149', span_id: '8c88' },
      cart: { type: 'cart', items: 3, total: 99.5 },
      note: 'text',
      empty: {},
    };

    expect(eventOf({ contexts }).contexts).toEqual({
      runtime: 'CPython 3.11.2',
      trace: '9149',
      cart: 'items: 3, total: 99.5',
      note: 'text',
    });
  });
});

it.each([null, 7, 'x', [], [{}]])('an event that is %j is refused', (payload) => {
  expect(() => sentrySdk.event(payload, origin)).toThrow(PayloadRejected);
});
