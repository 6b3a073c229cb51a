import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raised } from '../../../src/domain/error-event.ts';
import { chainIn } from '../../../src/sources/errors/python/traceback.ts';

/** An exception in one line, with where its calls were: `KeyError('x') at boom:27 > price:24`. */
function told({ type, value, frames }: Raised): string {
  const calls = frames.map((frame) => `${frame.function}:${frame.line}`).join(' > ');
  return `${type}(${JSON.stringify(value)}) at ${calls}`;
}

const BOOM = `Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/django/core/handlers/base.py", line 181, in _get_response
    response = wrapped_callback(request, *callback_args, **callback_kwargs)
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/srv/shop/shop/views.py", line 24, in price
    return prices["order-%d" % order]
           ~~~~~~^^^^^^^^^^^^^^^^^^^^
KeyError: 'order-5'`;

it('a traceback is read call by call', () => {
  expect(chainIn(BOOM)).toEqual([
    {
      type: 'KeyError',
      value: "'order-5'",
      synthetic: false,
      handled: null,
      frames: [
        {
          path: '/usr/lib/python3/dist-packages/django/core/handlers/base.py',
          module: 'django.core.handlers.base',
          function: '_get_response',
          line: 181,
          code: 'response = wrapped_callback(request, *callback_args, **callback_kwargs)',
          inApp: false,
          before: [],
          after: [],
          vars: {},
        },
        {
          path: '/srv/shop/shop/views.py',
          module: 'shop.views',
          function: 'price',
          line: 24,
          code: 'return prices["order-%d" % order]',
          inApp: true,
          before: [],
          after: [],
          vars: {},
        },
      ],
    },
  ]);
});

const call = (name: string, line: number) =>
  `  File "/srv/shop/shop/views.py", line ${line}, in ${name}\n    ${name}()\n`;
const HEAD = 'Traceback (most recent call last):\n';

const GROUP = `  + Exception Group Traceback (most recent call last):
  |   File "/srv/shop/shop/jobs.py", line 9, in nightly
  |     raise ExceptionGroup("two jobs failed", failed)
  | ExceptionGroup: two jobs failed (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/shop/shop/jobs.py", line 4, in clean
    |     raise ValueError("nothing to clean")
    | ValueError: nothing to clean
    +---------------- 2 ----------------
    | TypeError: 'int' object is not iterable
    +------------------------------------
`;

it.each<readonly [string, string, readonly string[]]>([
  [
    'was raised from another',
    `${HEAD}${call('parse', 3)}ValueError: no number

The above exception was the direct cause of the following exception:

${HEAD}${call('quantity', 5)}RuntimeError: could not parse quantity`,
    [
      'ValueError("no number") at parse:3',
      'RuntimeError("could not parse quantity") at quantity:5',
    ],
  ],
  [
    'was raised while another was handled',
    `${HEAD}${call('a', 1)}KeyError: 'a'

During handling of the above exception, another exception occurred:

${HEAD}${call('b', 2)}TypeError: b`,
    ['KeyError("\'a\'") at a:1', 'TypeError("b") at b:2'],
  ],
  [
    'went deep',
    `${HEAD}${call('walk', 7).repeat(3)}  [Previous line repeated 995 more times]
${call('stop', 9)}RecursionError: maximum recursion depth exceeded`,
    ['RecursionError("maximum recursion depth exceeded") at walk:7 > walk:7 > walk:7 > stop:9'],
  ],
  [
    'says more than a line, with notes',
    `${HEAD}${call('save', 7)}django.db.utils.IntegrityError: duplicate key
DETAIL: Key (id)=(1) already exists.

while importing row 7`,
    [
      'IntegrityError("duplicate key\\nDETAIL: Key (id)=(1) already exists.\\n\\nwhile importing row 7") at save:7',
    ],
  ],
  ['says nothing', `${HEAD}${call('wait', 7)}TimeoutError`, ['TimeoutError("") at wait:7']],
  [
    'was made inside a function',
    `${HEAD}${call('f', 1)}shop.views.f.<locals>.Odd: odd`,
    ['Odd("odd") at f:1'],
  ],
  [
    'is about a line that is no Python',
    `${HEAD}${call('load', 2)}  File "/srv/shop/shop/broken.py", line 3
    def (:
        ^
SyntaxError: invalid syntax`,
    ['SyntaxError("invalid syntax") at load:2'],
  ],
  [
    'has code over several lines',
    `${HEAD}  File "/srv/shop/shop/views.py", line 5, in pay
    charge(
    ~~~~~~^
        order,
        ^^^^^^
    ...<2 lines>...
    )
    ^
ValueError: x`,
    ['ValueError("x") at pay:5'],
  ],
  [
    'has lines without code',
    `${HEAD}  File "<frozen importlib._bootstrap>", line 241, in _call_with_frames_removed
  File "<string>", line 1, in <module>
NameError: name 'x' is not defined`,
    ['NameError("name \'x\' is not defined") at _call_with_frames_removed:241 > <module>:1'],
  ],
  [
    'is a group of several',
    GROUP,
    [
      'ValueError("nothing to clean") at clean:4',
      'TypeError("\'int\' object is not iterable") at ',
      'ExceptionGroup("two jobs failed (2 sub-exceptions)") at nightly:9',
    ],
  ],
  [
    'is a group that another was raised from',
    `${GROUP}
The above exception was the direct cause of the following exception:

${HEAD}${call('main', 20)}SystemExit: 1`,
    [
      'ValueError("nothing to clean") at clean:4',
      'TypeError("\'int\' object is not iterable") at ',
      'ExceptionGroup("two jobs failed (2 sub-exceptions)") at nightly:9',
      'SystemExit("1") at main:20',
    ],
  ],
  [
    'was written on Windows',
    BOOM.replaceAll('\n', '\r\n'),
    ['KeyError("\'order-5\'") at _get_response:181 > price:24'],
  ],
  ['was cut off', `${HEAD}${call('price', 24)}`, ['("") at price:24']],
  ['is only words', 'it broke', []],
  ['is nothing', '', []],
])('an exception %s', (_, traceback, chain) => {
  expect(chainIn(traceback).map(told)).toEqual(chain);
});

describe('any text', () => {
  const line = fc.constantFrom(
    ...[...BOOM.split('\n'), ...GROUP.split('\n'), '', '  ', '    ^^^', 'it broke: badly'],
    'The above exception was the direct cause of the following exception:',
    '  [Previous line repeated 2 more times]',
  );

  it('becomes a chain whose exceptions say something', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        for (const { type, value, frames } of chainIn(lines.join('\n'))) {
          expect(type !== '' || value !== '' || frames.length > 0).toBe(true);
        }
      }),
    );
  });
});
