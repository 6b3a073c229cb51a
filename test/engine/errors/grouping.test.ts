import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorEvent, Frame } from '../../../src/domain/error-event.ts';
import { instant } from '../../../src/domain/time.ts';
import {
  GROUPING_VERSIONS,
  type GroupingVersion,
  groupingOf,
} from '../../../src/engine/errors/grouping.ts';
import { anError, call, libraryCall, raised } from './an-error.ts';

const grouping = (event: ErrorEvent) => groupingOf(event, {}, []);
const groups = (...events: ErrorEvent[]) => new Set(events.map((event) => grouping(event).id)).size;

const pay = call('views.pay', 'total = cart.total()');
const total = call('cart.total', 'return self.prices[user]');
const stack = (...frames: Frame[]) => anError({ chain: [raised('KeyError', "'order-5'", frames)] });
const said = (message: string, rest: Partial<ErrorEvent> = {}) =>
  anError({ message, logger: 'shop.orders', ...rest });
const value = (type: string, text: string) => anError({ chain: [raised(type, text)] });

describe('the id of a group', () => {
  it('is the version and 32 hexadecimal digits', () => {
    expect(grouping(stack(pay)).id).toMatch(/^e1-[0-9a-f]{32}$/);
  });

  it('stays what it is: groups are known by it for years', () => {
    expect(grouping(stack(pay, total)).id).toBe('e1-6e805f7bf4e06db9043a26eb86b15056');
    expect(grouping(value('KeyError', "'order-5'")).id).toBe('e1-c240b81862eb31df8a7da5c6b16e6242');
    expect(grouping(said('payment timeout for order 5')).id).toBe(
      'e1-661e8560e3ab0340821c66fdea84e5c0',
    );
    expect(grouping(anError({ fingerprint: ['checkout'] })).id).toBe(
      'e1-8212834af93bdc8fa43b75f6d01f1db6',
    );
  });

  it('is another one in another project', () => {
    expect(groups(stack(pay), { ...stack(pay), project: 'billing' })).toBe(2);
  });
});

describe('errors with a stack are in one group', () => {
  const same: readonly (readonly [string, ErrorEvent, ErrorEvent])[] = [
    [
      'whatever the value says',
      stack(pay, total),
      anError({ chain: [raised('KeyError', "'order-6'", [pay, total])] }),
    ],
    ['whatever line it is in', stack(pay, total), stack({ ...pay, line: 99 }, total)],
    [
      'however the line of code is indented',
      stack(pay, total),
      stack({ ...pay, code: '    total  = cart.total()' }, total),
    ],
    [
      'whichever libraries are between',
      stack(pay, total),
      stack(libraryCall('handler.inner', 'response = get_response(request)'), pay, total),
    ],
    [
      'whether the module is told or only the file, as in logged tracebacks',
      stack(pay, total),
      stack({ ...pay, module: '' }, { ...total, module: '', path: 'C:\\shop\\cart.py' }),
    ],
    [
      'whether a package is told by its module or its file',
      stack({ ...pay, module: 'shop.checkout' }),
      stack({ ...pay, module: '', path: '/srv/shop/checkout/__init__.py' }),
    ],
    [
      'whether the class of a method is told or not',
      stack({ ...total, function: 'Cart.total' }),
      stack(total),
    ],
    [
      'whatever a bundler made of the line and the name of the file',
      stack({ ...pay, code: `var a=1;${'x'.repeat(200)}`, module: '', path: '/app.3f2a1bc0.js' }),
      stack({
        ...pay,
        code: `var b=2;${'y'.repeat(200)}`,
        module: '',
        path: '/app.9e8d7c6b.js?v=2',
      }),
    ],
    [
      'whichever place of the page its address names',
      stack({ ...pay, module: '', path: 'https://shop.example/pay.js#/orders/5' }),
      stack({ ...pay, module: '', path: 'https://shop.example/pay.js#/orders/6' }),
    ],
    [
      'whether the module is told or only the file, in a folder with a # too',
      stack({ ...pay, module: 'c#.app' }),
      stack({ ...pay, module: '', path: '/srv/c#/app.py' }),
    ],
    [
      'whichever name an SDK gives to functions without one',
      stack({ ...pay, function: '<anonymous>' }),
      stack({ ...pay, function: '?' }),
    ],
    [
      'however deep the recursion was',
      stack(pay, total, total, total),
      stack(pay, total, total, total, total, total),
    ],
    [
      'however deep functions called each other in turn',
      stack(pay, total, call('cart.tax'), total, call('cart.tax')),
      stack(pay, total, call('cart.tax')),
    ],
    [
      'however often it was tried again',
      anError({ chain: [raised('Timeout', '1', [pay]), raised('Timeout', '2', [pay])] }),
      anError({ chain: [raised('Timeout', '1', [pay])] }),
    ],
    [
      'whichever version of the libraries raised the cause',
      anError({
        chain: [raised('PgError', '', [libraryCall('old.f')]), raised('DbError', '', [pay])],
      }),
      anError({
        chain: [raised('PgError', '', [libraryCall('new.f')]), raised('DbError', '', [pay])],
      }),
    ],
  ];
  it.each(same)('%s', (_, one, other) => {
    expect(grouping(other).id).toBe(grouping(one).id);
  });
});

/** Stacks of a few functions, so that they call each other and themselves. */
const anyStack = fc.array(
  fc.tuple(fc.constantFrom('a.a', 'a.b', 'c.c'), fc.constantFrom('x()', 'y()', ''), fc.boolean()),
  { minLength: 1, maxLength: 12 },
);

describe('whatever the stack is', () => {
  const framesOf = (calls: readonly (readonly [string, string, boolean])[]) =>
    calls.map(([name, code, inApp]) => call(name, code, { inApp }));

  it('neither recursion nor lines, variables, users and times matter', () => {
    fc.assert(
      fc.property(anyStack, fc.nat(), fc.nat(20), (calls, at, depth) => {
        const frames = framesOf(calls);
        const index = at % frames.length;
        const again = frames.slice(index, index + 1);
        const deeper = [
          ...frames.slice(0, index),
          ...new Array<Frame[]>(depth).fill(again).flat(),
          ...frames.slice(index),
        ].map((frame, line) => ({ ...frame, line, vars: { n: `${line}` } }));
        const other = { ...stack(...deeper), id: 'f'.repeat(32), at: instant(at), release: '2' };
        expect(grouping(other).id).toBe(grouping(stack(...frames)).id);
      }),
    );
  });

  it('calls of libraries do not matter where the program has some', () => {
    fc.assert(
      fc.property(anyStack, (calls) => {
        const frames = framesOf(calls);
        const own = frames.filter(({ inApp }) => inApp);
        fc.pre(own.length > 0);
        expect(grouping(stack(...frames)).id).toBe(grouping(stack(...own)).id);
      }),
    );
  });
});

describe('errors with a stack are in different groups', () => {
  const different: readonly (readonly [string, ErrorEvent, ErrorEvent])[] = [
    [
      'when the types differ',
      stack(pay),
      anError({ chain: [raised('ValueError', "'order-5'", [pay])] }),
    ],
    ['when another line of code raised it', stack(pay), stack({ ...pay, code: 'pay()' })],
    ['when they were called by another function', stack(pay, total), stack(total)],
    [
      'when another exception caused it',
      anError({ chain: [raised('KeyError', '', [total]), raised('CartError', '', [pay])] }),
      anError({ chain: [raised('TypeError', '', [total]), raised('CartError', '', [pay])] }),
    ],
    [
      'when all is in libraries, by their calls',
      stack(libraryCall('base.run')),
      stack(libraryCall('base.stop')),
    ],
  ];
  it.each(different)('%s', (_, one, other) => {
    expect(grouping(other).id).not.toBe(grouping(one).id);
  });

  it('when two files of a folder with a # raised it', () => {
    const inFile = (path: string) => stack({ ...pay, module: '', path });
    expect(groups(inFile('/srv/c#/app.js'), inFile('/srv/c#/jobs.js'))).toBe(2);
    expect(groups(inFile('C:\\c#\\app.js'), inFile('/srv/app.js'))).toBe(1);
  });

  it('but the type that an SDK made up says nothing', () => {
    const synthetic = (type: string) =>
      anError({ chain: [{ ...raised(type, 'x', [pay]), synthetic: true }] });
    expect(groups(synthetic('Error'), synthetic('UnhandledRejection'))).toBe(1);
  });

  it('and messages without a type that come through one helper go by their words too', () => {
    const message = (text: string, frame = pay) => anError({ chain: [raised('', text, [frame])] });
    expect(groups(message('no stock for order 7'), message('no stock for order 8'))).toBe(1);
    expect(groups(message('no stock'), message('no connection'))).toBe(2);
    expect(groups(message('no stock'), message('no stock', total))).toBe(2);
  });
});

describe('errors without a stack', () => {
  it.each([
    ['a key in quotes', 'KeyError', "'order-5'", "'order-6'"],
    ['numbers', 'IndexError', 'no place 11 of 12', 'no place 3 of 4'],
    ['addresses', 'ValueError', 'Unknown word at 0x7ff0dd', 'Unknown word at 0x7ff1aa'],
    ['files', 'OSError', 'cannot open /tmp/a.csv', 'cannot open /srv/b/c.csv'],
  ])('of one type are one group whatever %s they name', (_, type, one, other) => {
    expect(groups(value(type, one), value(type, other))).toBe(1);
  });

  it('are told apart by their type, and by their words', () => {
    expect(groups(value('KeyError', "'a'"), value('NameError', "'a'"))).toBe(2);
    expect(groups(value('OSError', 'disk full'), value('OSError', 'no such file'))).toBe(2);
  });
});

describe('messages', () => {
  const template = 'payment gateway timeout for order %s after %d ms';

  it('go by their template', () => {
    const one = said('payment gateway timeout for order ann after 12 ms', { template });
    const other = said('payment gateway timeout for order bob after 9 ms', { template });
    expect(groups(one, other)).toBe(1);
  });

  it('are the same whether the template is known or only what was made of it', () => {
    const filled = 'payment gateway timeout for order 11 after 1234 ms';
    expect(groups(said(filled, { template }), said(filled))).toBe(1);
  });

  it('go by their text where the template fits everything', () => {
    const django = (message: string) => said(message, { template: '%s: %s' });
    expect(groups(django('Not Found: /nosuch/'), django('Forbidden: /denied/'))).toBe(2);
  });

  it('about pages that are not there are one group', () => {
    const missing = (path: string) =>
      said(`Not Found: ${path}`, { template: '%s: %s', logger: 'django.request' });
    expect(
      groups(
        missing('/'),
        missing('/nosuch/'),
        missing('/wp-admin/setup.php'),
        missing("/a 'b) c/"),
      ),
    ).toBe(1);
  });

  it('are told apart by their logger', () => {
    expect(groups(said('timeout'), said('timeout', { logger: 'shop.mail' }))).toBe(2);
  });

  it('that are in quotes as a whole are told apart by what is in them', () => {
    expect(groups(said('"card declined"'), said('"card expired"'))).toBe(2);
  });

  it('may stand as the value of an exception without a type', () => {
    const inChain = anError({ chain: [raised('', 'nightly import skipped 12 rows')] });
    const plain = anError({ message: 'nightly import skipped 9 rows' });
    expect(groups(inChain, plain)).toBe(1);
  });
});

describe('why errors are alike', () => {
  const synthetic = { ...raised('Error', '', [pay]), synthetic: true };
  it.each([
    [
      'calls',
      anError({ chain: [raised('KeyError', '', [pay, total]), raised('CartError', '', [pay])] }),
      'Alike are errors of the types KeyError ← CartError raised from the same 3 calls of the program: views.pay > cart.total > views.pay.',
    ],
    [
      'an exception that replaces another in the same function',
      anError({ chain: [raised('KeyError', '', [pay]), raised('CartError', '', [pay])] }),
      'Alike are errors of the types KeyError ← CartError raised from the same call of the program: views.pay.',
    ],
    [
      'one call',
      stack(pay),
      'Alike are errors of the type KeyError raised from the same call of the program: views.pay.',
    ],
    [
      'many calls',
      stack(call('a.a'), call('b.b'), call('c.c'), call('d.d')),
      'Alike are errors of the type KeyError raised from the same 4 calls of the program: … > b.b > c.c > d.d.',
    ],
    [
      'calls of libraries',
      stack(libraryCall('base.run')),
      'Alike are errors of the type KeyError raised from the same call of its libraries: base.run.',
    ],
    [
      'a made-up type',
      anError({ chain: [synthetic] }),
      'Alike are errors without a type raised from the same call of the program: views.pay.',
    ],
    [
      'values',
      value('OSError', 'cannot open /tmp/a.csv'),
      'It has no stack: alike are errors of the type OSError that say cannot open <path>.',
    ],
    ['a type', value('Timeout', ''), 'It has no stack: alike are errors of the type Timeout.'],
    [
      'a message',
      said('payment gateway timeout for order 5'),
      'It has no stack: alike are errors of the logger shop.orders with the text payment gateway timeout for order <n>.',
    ],
    ['nothing', anError(), 'It has no stack: alike are errors without a logger without a text.'],
  ])('is said of %s', (_, event, because) => {
    expect(grouping(event).because).toBe(because);
  });

  it('is said in 300 characters at most', () => {
    const long = 'x'.repeat(500);
    const events = [
      stack(...[1, 2, 3, 4].map((n) => call(`${long}${n}.${long}`))),
      anError({ chain: ['A', 'B', 'C', 'D'].map((type) => raised(type + long, long)) }),
      said(long, { logger: long }),
      anError({ fingerprint: [long, long] }),
    ];
    for (const event of events) {
      expect(grouping(event).because.length).toBeLessThanOrEqual(300);
    }
  });
});

describe('a new version of the rules', () => {
  const byType: GroupingVersion = {
    name: 'e2',
    likenessOf: ({ chain }) => ({
      key: chain.at(-1)?.type ?? '',
      because: 'Alike are errors of the same type.',
    }),
  };

  it('gives new ids, and tells under which ones the group was known', () => {
    const { id, older, because } = groupingOf(stack(pay), {}, [], [byType, ...GROUPING_VERSIONS]);

    expect(id).toMatch(/^e2-[0-9a-f]{32}$/);
    expect(older).toEqual([grouping(stack(pay)).id]);
    expect(because).toBe('Alike are errors of the same type.');
  });

  it('applies inside fingerprints too', () => {
    const event = (frame = pay): ErrorEvent => ({
      ...stack(frame),
      fingerprint: ['{{ default }}', 'eu'],
    });
    const [one, other] = [event(pay), event(total)].map((each) =>
      groupingOf(each, {}, [], [byType, ...GROUPING_VERSIONS]),
    );

    expect(one?.id).toBe(other?.id);
    expect(one?.older).toEqual([grouping(event(pay)).id]);
    expect(one?.older).not.toEqual(other?.older);
  });
});
