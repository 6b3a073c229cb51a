import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/domain/error-event.ts';
import { culpritFrame, culpritOf, errorTitle } from '../../../src/domain/error-text.ts';
import { anError, call, libraryCall, raised } from './an-error.ts';

const pay = call('views.pay');
const total = call('cart.total');

describe("an error's title", () => {
  it.each([
    ['its type and value', { chain: [raised('KeyError', "'user_id'")] }, "KeyError: 'user_id'"],
    [
      'those of what was raised last',
      { chain: [raised('KeyError', "'a'"), raised('CartError', 'no cart')] },
      'CartError: no cart',
    ],
    ['its type where there is no value', { chain: [raised('KeyError')] }, 'KeyError'],
    [
      'its value where the type is made up',
      { chain: [{ ...raised('Error', 'no stock'), synthetic: true }] },
      'no stock',
    ],
    ['its message', { message: 'no stock of 5', template: 'no stock of %d' }, 'no stock of 5'],
    ['its template where nothing else is known', { template: 'no stock of %d' }, 'no stock of %d'],
    ['one line', { message: '\n no stock \nof 5' }, 'no stock'],
    [
      'its type and message where the exception says nothing',
      { chain: [raised('KeyError')], message: 'payment failed' },
      'KeyError: payment failed',
    ],
    ['a sentence where it says nothing', {}, 'An error without a message'],
    ['cut where it is long', { message: 'x'.repeat(300) }, `${'x'.repeat(199)}…`],
  ])('is %s', (_, spec, title) => {
    expect(errorTitle(anError(spec))).toBe(title);
  });
});

describe('the culprit', () => {
  const chain = (...frames: Frame[]) => ({
    chain: [raised('KeyError', '', frames)],
  });
  it.each([
    [
      "the innermost of the program's own calls",
      chain(pay, total, libraryCall('base.get')),
      'checkout/cart.py:88 in total',
    ],
    [
      'that of the exception which was raised last',
      { chain: [raised('A', '', [total]), raised('B', '', [pay])] },
      'checkout/views.py:88 in pay',
    ],
    [
      'that of a cause where the last has none of the program',
      { chain: [raised('A', '', [total]), raised('B', '', [libraryCall('base.get')])] },
      'checkout/cart.py:88 in total',
    ],
    [
      'a call of a library where there is no other',
      chain(libraryCall('base.run'), libraryCall('base.get')),
      'django/base.py:88 in get',
    ],
    ['told without a line', chain({ ...pay, line: null }), 'checkout/views.py in pay'],
    ['told without a function', chain({ ...pay, function: '' }), 'checkout/views.py:88'],
    ['told by its module', chain({ ...pay, path: '' }), 'checkout.views:88 in pay'],
    ['told by its function', chain({ ...pay, path: '', module: '' }), 'pay'],
    [
      "told by the end of a page's address",
      chain({ ...pay, path: 'https://shop.example/js/app.js?v=2' }),
      'js/app.js:88 in pay',
    ],
    [
      "told by the end of a bundler's address",
      chain({ ...pay, path: 'webpack-internal:///./src/app.ts?a1b2#L1' }),
      'src/app.ts:88 in pay',
    ],
    [
      'told by all of a path, of which # and ? are letters',
      chain({ ...pay, path: '/srv/c#/what?/pay.py' }),
      'what?/pay.py:88 in pay',
    ],
    [
      'told by all of a path of Windows',
      chain({ ...pay, path: 'C:\\work\\c#\\pay.cs' }),
      'c#/pay.cs:88 in pay',
    ],
    ['told by a path of Windows', chain({ ...pay, path: 'C:\\shop\\a.py' }), 'shop/a.py:88 in pay'],
    ['unknown without a stack', { chain: [raised('KeyError')] }, ''],
    ['unknown of a message', { message: 'no stock' }, ''],
  ])('is %s', (_, spec, culprit) => {
    expect(culpritOf(anError(spec))).toBe(culprit);
  });

  it('is a call, for those who show its code', () => {
    expect(culpritFrame(anError(chain(pay, total)))).toBe(total);
    expect(culpritFrame(anError())).toBeNull();
  });
});
