import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { groupingOf } from '../../src/engine/errors/grouping.ts';
import { pythonLogging } from '../../src/sources/python-logging.ts';
import { printed } from '../../src/sources/shared/python.ts';
import type { Origin } from '../../src/sources/source.ts';

const ORIGIN: Origin = { name: 'python-logging', resolveTimeout: null };

function eventOf(fields: object, origin: Partial<Origin> = {}) {
  const record = { name: 'django.request', msg: '%s: %s', levelname: 'ERROR', levelno: '40' };
  const [alert] = pythonLogging.parse({ ...record, ...fields }, { ...ORIGIN, ...origin }).alerts;
  const event = alert?.event?.error;
  if (!event) throw new Error('the record is no error');
  return event;
}

const groupOf = (fields: object) => groupingOf(eventOf(fields), {}, []).id;

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
      'an exception that was put into the message',
      { exc_text: TRACEBACK },
      { message: `it broke\n${TRACEBACK}` },
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
    const deep = TRACEBACK.replace('    save(order)\n', `    save(order)\n${frame.repeat(9_000)}`);

    const { frames = [], type } = eventOf({ exc_text: deep }).chain[0] ?? {};

    expect(type).toBe('IntegrityError');
    expect(frames.length).toBeLessThanOrEqual(50);
    expect(frames.at(-1)?.function).toBe('_execute');
  });
});

describe('what a record says of itself', () => {
  it.each<readonly [string, object, object]>([
    ['when it happened', { created: '1795366247.387066' }, { at: 1_795_366_247_387 }],
    [
      'how bad it is, by a number of its own',
      { levelno: '35', levelname: 'AUDIT' },
      { level: 'warning' },
    ],
    ['how bad it is, by its name', { levelno: '', levelname: 'critical' }, { level: 'fatal' }],
    [
      'where it runs',
      { environment: 'staging', release: '1.4.2', hostname: 'web-1', service: 'shop' },
      { environment: 'staging', release: '1.4.2', server: 'web-1', project: 'shop' },
    ],
    [
      'whom it struck',
      { user_id: '17', username: 'ann', email: 'ann@example.com' },
      { user: { id: '17', name: 'ann', email: 'a…@example.com' } },
    ],
    ['whom it struck, as Django shows it', { user: 'ann' }, { user: { id: '', name: 'ann' } }],
    [
      'which request it was',
      { request: "<WSGIRequest: POST '/pay/?token=t0ken&step=2'>" },
      { request: { method: 'POST', url: '/pay/', query: 'token=[removed]&step=2' } },
    ],
    [
      'no request that nobody can read',
      { request: '<Request object>' },
      { request: null, extra: {} },
    ],
    [
      'what was added to it',
      { order_id: '5', password: 'hunter2', empty: 'None', status_code: '500' },
      { extra: { order_id: '5', password: '[removed]', status_code: '500' } },
    ],
    [
      'where it was logged',
      { pathname: '/srv/shop/shop/views.py', lineno: '33', funcName: 'pay' },
      { contexts: { logged: '/srv/shop/shop/views.py:33 in pay' } },
    ],
    [
      'its message, from its template',
      { msg: 'order %s of %s', args: "(5, 'ann')" },
      { message: 'order 5 of ann', template: 'order %s of %s' },
    ],
    ['no template that says nothing', { message: 'Bad Request: /a/' }, { template: '' }],
    [
      'an exception that was never formatted',
      { exc_info: "(<class 'shop.Odd'>, Odd('it\\'s odd'), <traceback object at 0x7f14>)" },
      { chain: [{ type: 'Odd', value: "it's odd", frames: [] }] },
    ],
    [
      'a key that was never formatted, as Python prints it',
      { exc_info: "(<class 'KeyError'>, KeyError('a'), <traceback object at 0x7f14>)" },
      { chain: [{ type: 'KeyError', value: "'a'", frames: [] }] },
    ],
    [
      'an exception of several things that was never formatted',
      { exc_info: "(<class 'OSError'>, OSError(2, 'No such file'), <traceback object at 0x7f14>)" },
      { chain: [{ type: 'OSError', value: "2, 'No such file'" }] },
    ],
    ['that nobody caught it', { exc_text: TRACEBACK }, { chain: [{ handled: false }] }],
    ['that it was caught', { name: 'shop', exc_text: TRACEBACK }, { chain: [{ handled: true }] }],
    ['nothing', { exc_info: '(None, None, None)', exc_text: 'None' }, { chain: [], user: null }],
  ])('is understood: %s', (_, fields, event) => {
    expect(eventOf(fields)).toMatchObject(event);
  });

  it.each<readonly [string, object]>([
    ['it says none', {}],
    ['it says one that nobody lived in', { created: '5' }],
    ['it says one that is still to come', { created: '1800000000' }],
  ])('is the time at which it came, where %s', (_, fields) => {
    const receivedAt = instant(Date.UTC(2026, 10, 23));

    expect(eventOf(fields, { receivedAt }).at).toBe(receivedAt);
  });

  it('counts less than the project that its source shares with others', () => {
    expect(eventOf({ service: 'web' }, { project: 'shop' }).project).toBe('shop');
  });

  it('makes an id that is the same when it comes again, and no other', () => {
    const [first, again, other] = ['1.5', '1.5', '1.6'].map((created) => eventOf({ created }).id);

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

it('what is scrubbed is what the configuration says', () => {
  const scrub = { fields: ['order'], keepIp: true, keepEmail: true };
  const record = { order_no: '5', email: 'ann@example.com' };

  expect(eventOf(record, { scrub })).toMatchObject({
    extra: { order_no: '[removed]' },
    user: { email: 'ann@example.com' },
  });
});

describe('a message', () => {
  it.each([
    ['texts and numbers', '%s took %d ms', "('a, b', 7)", 'a, b took 7 ms'],
    ['other quotes', '%r', '("it\'s",)', "it's"],
    ['widths and percent signs', '%5.1f %% of %-3s', "(3.5, 'x')", '3.5 % of x'],
    ['too few arguments', '%s %s', "('a',)", '%s %s'],
    ['no arguments', 'done', '()', 'done'],
    [
      'names',
      '%(queue)s is %(n)d%% full',
      "{'queue': 'mail, urgent', 'n': 7}",
      'mail, urgent is 7% full',
    ],
    ['names that are missing', '%(queue)s', "{'n': 7}", '%(queue)s'],
  ])('is printed with %s', (_, template, args, message) => {
    expect(printed(template, args)).toBe(message);
  });
});
