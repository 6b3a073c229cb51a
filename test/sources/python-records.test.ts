import { describe, expect, it } from 'vitest';
import { pythonLogging } from '../../src/sources/python-logging.ts';
import { placeless, printed } from '../../src/sources/shared/python.ts';
import { culpritIn, exceptionIn } from '../../src/sources/shared/traceback.ts';

const groupOf = (fields: object) =>
  pythonLogging.parse(
    { name: 'django.request', msg: '%s: %s', levelname: 'ERROR', levelno: '40', ...fields },
    { name: 'python-logging', resolveTimeout: null },
  ).alerts[0]?.incidentKey;

const TRACEBACK = `Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/django/core/handlers/base.py", line 181, in _get_response
    response = wrapped_callback(request)
  File "/srv/shop/shop/views.py", line 27, in boom
    save(order)
  File "/usr/lib/python3/dist-packages/django/db/backends/utils.py", line 84, in _execute
    return self.cursor.execute(sql, params)
django.db.utils.IntegrityError: duplicate key value violates unique constraint
DETAIL: Key (id)=(1) already exists.
`;

describe('a log record', () => {
  it.each<readonly [string, object, object]>([
    [
      'the same failure at other addresses',
      { message: 'Internal Server Error: /a/5/' },
      { message: 'Internal Server Error: /a/6/' },
    ],
    [
      'the same exception at another line',
      { exc_text: TRACEBACK },
      { exc_text: TRACEBACK.replace('line 27', 'line 31') },
    ],
    [
      'the same exception with another text',
      { exc_text: TRACEBACK },
      { exc_text: TRACEBACK.replace('(1)', '(2)') },
    ],
    [
      'addresses that do not exist',
      { message: 'Not Found: /a/', status_code: '404' },
      { message: 'Not Found: /b.php', status_code: '404' },
    ],
    [
      'the same template',
      { msg: 'no order %s', message: 'no order 5' },
      { msg: 'no order %s', message: 'no order b' },
    ],
  ])('belongs with another: %s', (_, one, other) => {
    expect(groupOf(one)).toBe(groupOf(other));
  });

  it.each<readonly [string, object, object]>([
    [
      'failures at different pages',
      { message: 'Internal Server Error: /a/' },
      { message: 'Internal Server Error: /b/' },
    ],
    [
      'another exception',
      { exc_text: TRACEBACK },
      { exc_text: TRACEBACK.replace('IntegrityError', 'DataError') },
    ],
    [
      'another place',
      { exc_text: TRACEBACK },
      { exc_text: TRACEBACK.replace('in boom', 'in pay') },
    ],
    ['another logger', { name: 'a', msg: 'no order' }, { name: 'b', msg: 'no order' }],
    ['another service', { service: 'a', msg: 'no order' }, { service: 'b', msg: 'no order' }],
  ])('stands apart from another: %s', (_, one, other) => {
    expect(groupOf(one)).not.toBe(groupOf(other));
  });

  it('keeps the end of a long traceback', () => {
    const frame = '  File "/srv/shop/shop/tree.py", line 1, in walk\n    walk(node)\n';
    const deep = TRACEBACK.replace('    save(order)\n', `    save(order)\n${frame.repeat(1_000)}`);

    expect(groupOf({ exc_text: deep })).toBe('//django.request/IntegrityError in shop.tree.walk');
  });
});

describe('a traceback', () => {
  it('tells the exception and the place in the program itself', () => {
    expect(exceptionIn(TRACEBACK, '')).toEqual({
      type: 'IntegrityError',
      text: 'django.db.utils.IntegrityError: duplicate key value violates unique constraint',
    });
    expect(culpritIn(TRACEBACK)).toBe('shop.views.boom');
  });

  it.each([
    ['is nothing', '', ''],
    ['is only words', 'it broke', 'None'],
    ['is no exception', '', '(None, None, None)'],
  ])('tells nothing where it %s', (_, traceback, info) => {
    expect(exceptionIn(traceback, info)).toBeNull();
    expect(culpritIn(traceback)).toBeNull();
  });
});

describe('a message', () => {
  it.each([
    ['texts and numbers', '%s took %d ms', "('a, b', 7)", 'a, b took 7 ms'],
    ['other quotes', '%r', '("it\'s",)', "it's"],
    ['widths and percent signs', '%5.1f %% of %-3s', "(3.5, 'x')", '3.5 % of x'],
    ['too few arguments', '%s %s', "('a',)", '%s %s'],
    ['no arguments', 'done', '()', 'done'],
  ])('is printed with %s', (_, template, args, message) => {
    expect(printed(template, args)).toBe(message);
  });

  it('loses what differs from one to the next', () => {
    const message =
      'user ann@example.com, order 12, 0x7f14, 123e4567-e89b-12d3-a456-426614174000 at 1.2.3.4';

    expect(placeless(message)).toBe('user <email>, order <n>, <hex>, <uuid> at <n>');
  });
});
