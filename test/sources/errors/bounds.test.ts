import { describe, expect, it } from 'vitest';
import { bounded, ends } from '../../../src/sources/errors/bounds.ts';
import { isInApp } from '../../../src/sources/errors/in-app.ts';
import { shown, textsIn } from '../../../src/sources/errors/texts.ts';
import { aFrame, anError, aRaised } from './errors.ts';

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));
const labels = (count: number, text: string) =>
  Object.fromEntries(many(count, (index) => [`name${index}`, text]));

describe('of an error', () => {
  it('a small one stays as it is', () => {
    const event = anError({ chain: [aRaised()], tags: { tenant: 'acme' }, template: 'it %s' });

    expect(bounded(event)).toEqual(event);
  });

  it('with a deep stack both ends are kept', () => {
    const frames = many(200, (line) => aFrame({ line: line + 1 }));

    const [raised] = bounded(anError({ chain: [aRaised({ frames })] })).chain;

    const lines = raised?.frames.map(({ line }) => line);
    expect(lines).toHaveLength(50);
    expect(lines?.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 161]);
    expect(lines?.at(-1)).toBe(200);
  });

  it('with many causes the first one and the last ones are kept', () => {
    const chain = many(20, (index) => aRaised({ type: `Error${index}` }));

    const types = bounded(anError({ chain })).chain.map(({ type }) => type);

    expect(types).toHaveLength(8);
    expect([types[0], types[1], types.at(-1)]).toEqual(['Error0', 'Error13', 'Error19']);
  });

  it('the last breadcrumbs are kept', () => {
    const breadcrumbs = many(120, (index) => ({
      at: null,
      category: 'log',
      level: 'info',
      message: `${index}`,
      data: {},
    }));

    const kept = bounded(anError({ breadcrumbs })).breadcrumbs;

    expect(kept.map(({ message }) => message)).toEqual(many(50, (index) => `${index + 70}`));
  });

  it('only the frames of the program keep their variables and the lines around', () => {
    const frame = aFrame({ vars: { a: '1' }, before: ['a = 1'], after: ['b = 2'], inApp: false });

    const [raised] = bounded(anError({ chain: [aRaised({ frames: [frame] })] })).chain;

    expect(raised?.frames).toEqual([{ ...frame, vars: {}, before: [], after: [] }]);
  });

  it('of a long path the end is kept', () => {
    const path = `/srv/${'deep/'.repeat(100)}views.py`;

    const [raised] = bounded(anError({ chain: [aRaised({ frames: [aFrame({ path })] })] })).chain;

    expect(raised?.frames[0]?.path).toMatch(/^….*views[.]py$/);
  });

  it('no more than about 60 KB are kept, whatever it has', () => {
    const wide = '\u4e2d"'.repeat(1_000);
    const frame = aFrame({
      path: wide,
      module: wide,
      function: wide,
      code: wide,
      before: many(5, () => wide),
      after: many(5, () => wide),
      vars: labels(30, wide),
    });
    const event = anError({
      message: wide,
      template: wide,
      chain: many(8, () => aRaised({ type: wide, value: wide, frames: many(50, () => frame) })),
      fingerprint: many(30, () => wide),
      tags: labels(100, wide),
      contexts: labels(100, wide),
      extra: labels(100, wide),
      user: { id: wide, email: wide, name: wide, ip: wide },
      request: { method: wide, url: wide, query: wide, headers: labels(100, wide), data: wide },
      breadcrumbs: many(90, () => ({
        at: null,
        category: wide,
        level: wide,
        message: wide,
        data: labels(20, wide),
      })),
    });

    const kept = bounded(event);

    expect(sizeOf(event)).toBeGreaterThan(1_000_000);
    expect(sizeOf(kept)).toBeLessThan(75_000);
    expect(kept.chain.at(-1)?.frames.length).toBeGreaterThan(0);
  });

  it('what is of least use is given up first', () => {
    const vars = labels(20, 'x'.repeat(200));
    const frames = many(50, (line) => aFrame({ line: line + 1, vars }));

    const kept = bounded(anError({ chain: [aRaised({ frames })], tags: { tenant: 'acme' } }));

    expect(sizeOf(kept)).toBeLessThan(60_000);
    expect(kept.chain[0]?.frames).toEqual(frames.map((frame) => ({ ...frame, vars: {} })));
    expect(kept.tags).toEqual({ tenant: 'acme' });
  });
});

it.each([
  [[1, 2, 3], 3, 1, [1, 2, 3]],
  [[1, 2, 3, 4, 5], 3, 1, [1, 4, 5]],
  [[], 3, 1, []],
])('of %j at most %i are kept, %i of its beginning: %j', (list, most, first, expected) => {
  expect(ends(list, most, first)).toEqual(expected);
});

describe('a value becomes a text', () => {
  it.each<readonly [unknown, string]>([
    ['as it is', 'as it is'],
    [7, '7'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    [{ a: [1, { b: 'x' }] }, '{"a": [1, {"b": "x"}]}'],
    [[[[[[[[1]]]]]]], '[[[[[[…]]]]]]'],
    ['\0a\ud800\x1b', '\ufffda\ufffd\ufffd'],
  ])('%j: %j', (value, expected) => {
    expect(shown(value, 100)).toBe(expected);
  });

  it('that ends where it is long enough', () => {
    const text = shown(
      many(100_000, () => ({ name: 'x'.repeat(100) })),
      300,
    );

    expect(text).toHaveLength(300);
    expect(text.endsWith('…')).toBe(true);
  });

  it('also where nobody could write it all', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);

    expect(shown(deep, 100)).toBe('[[[[[[…]]]]]]');
  });
});

it('of an object so many texts are taken, without empty ones', () => {
  const bounds = { count: 2, name: 3, text: 4 };

  expect(textsIn({ a: '', long: 'longer', b: 7, c: 1 }, bounds)).toEqual({ 'lo…': 'lon…', b: '7' });
  expect(textsIn('none', bounds)).toEqual({});
});

describe("a frame is the program's own", () => {
  it.each<readonly [string, string, boolean | undefined]>([
    ['/srv/shop/checkout/views.py', 'checkout.views', undefined],
    ['/srv/shop/checkout/views.py', 'checkout.views', true],
    ['C:\\shop\\views.py', 'views', undefined],
    ['/srv/app/src/orders.js', 'orders', true],
    ['https://shop.example.com/static/main.js', '', undefined],
    ['app:///orders.js', 'orders', true],
    ['', 'com.example.shop.Orders', true],
  ])('%s %s', (path, module, said) => {
    expect(isInApp(path, module, said)).toBe(true);
  });

  it.each<readonly [string, string, boolean | undefined]>([
    ['/srv/shop/checkout/views.py', 'checkout.views', false],
    ['/usr/lib/python3/dist-packages/django/core/handlers/base.py', 'django.core', true],
    ['/srv/shop/venv/lib/python3.11/site-packages/requests/api.py', 'requests.api', true],
    ['/usr/local/lib/python3.11/json/decoder.py', 'json.decoder', true],
    ['/root/.pyenv/versions/3.11.7/lib/python3.11/asyncio/base_events.py', '', true],
    ['C:\\Python311\\Lib\\site-packages\\django\\urls.py', '', true],
    ['/srv/app/node_modules/express/lib/router.js', 'express.lib:router', true],
    ['webpack-internal:///./node_modules/react-dom/index.js', '', true],
    ['node:internal/process/task_queues', 'task_queues', undefined],
    ['/go/pkg/mod/github.com/gin-gonic/gin/context.go', 'gin', true],
    ['/usr/local/go/src/net/http/server.go', 'net/http', true],
    ['/srv/app/vendor/laravel/framework/src/Kernel.php', '', true],
    ['/usr/lib/ruby/gems/3.1.0/gems/rack-2.2/lib/rack.rb', '', true],
    ['<frozen importlib._bootstrap>', 'importlib._bootstrap', true],
    ['', 'java.lang.Thread', true],
    ['', '', undefined],
  ])('but not: %s %s', (path, module, said) => {
    expect(isInApp(path, module, said)).toBe(false);
  });
});
