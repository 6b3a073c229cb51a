import { describe, expect, it } from 'vitest';
import { cloudwatch } from '../../src/sources/cloudwatch.ts';
import { datadog } from '../../src/sources/datadog.ts';
import { rollbarItems } from '../../src/sources/errors/rollbar/items.ts';
import { envelopeIn } from '../../src/sources/errors/sentry/envelope.ts';
import { feedbackIn } from '../../src/sources/errors/sentry/feedback.ts';
import { grafana } from '../../src/sources/grafana.ts';
import { json } from '../../src/sources/json.ts';
import { COSTS } from '../../src/sources/mapping/budget.ts';
import { prometheus } from '../../src/sources/prometheus.ts';
import { sentry } from '../../src/sources/sentry.ts';
import { faultOf } from './mapping/means.ts';

const ORIGIN = { name: 'test', resolveTimeout: null };
const many = Array.from({ length: 10_001 }, () => ({}));

describe('what cannot be read is refused with what it should be', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a list of alerts that is too long',
      () => json.parse(many, ORIGIN),
      'There are 10001 entries; at most 10000 are taken at once.',
    ],
    [
      'a list of notifications that is too long',
      () => cloudwatch.parse(many, ORIGIN),
      'There are 10001 entries; at most 10000 are taken at once.',
    ],
    [
      'an envelope without a header',
      () => envelopeIn(Buffer.from('x')),
      'The envelope must begin with a line of JSON, its header, and does not.',
    ],
    [
      'a notification that is none',
      () => datadog.parse('x', ORIGIN),
      'The body must be a notification of Datadog, an object, and is a string.',
    ],
    ['feedback that says nothing', () => feedbackIn({ comments: ' ' }), 'Feedback needs a text.'],
    [
      'feedback that is a number',
      () => feedbackIn(7),
      'Feedback must be an object, and is a number.',
    ],
    [
      'an item of Rollbar that is none',
      () => rollbarItems.parse('x', ORIGIN),
      'The item must be an object.',
    ],
    [
      'an item of Rollbar without data',
      () => rollbarItems.parse({}, ORIGIN),
      'The item has no "data".',
    ],
    [
      'a form of Rollbar without an item',
      () => rollbarItems.parse({ payload: '{' }, ORIGIN),
      'The field "payload" is no item in JSON: "{".',
    ],
  ])('%s', (_, read, sentence) => {
    expect(read).toThrow(sentence);
  });

  it.each([
    {
      source: sentry,
      body: { installation: {} },
      sentence: 'The action without a name is no alert.',
    },
    {
      source: datadog,
      body: { id: '1', title: 'A', transition: 'dance' },
      sentence: 'The transition "dance" is not known: taken as firing.',
    },
  ])('but what harms nothing is noted: $source.type', ({ source, body, sentence }) => {
    expect(source.parse(body, ORIGIN).notes?.map(({ note }) => note)).toContain(sentence);
  });

  it.each([
    [
      'an item without a header',
      '{}\nx\n',
      "An item's header is not a JSON object; nothing behind it can be read.",
    ],
    [
      'more items than anybody sends',
      `{}\n${'{"length":0}\n\n'.repeat(1_001)}`,
      'Only the first 1000 items of an envelope are read.',
    ],
  ])('an envelope with %s, as far as it is well', (_, text, sentence) => {
    expect(envelopeIn(Buffer.from(text)).broken).toContain(sentence);
  });

  it.each([
    [
      'too many labels',
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`l${n}`, 'x'])),
      /^There are \d+ labels; at most \d+ are taken\.$/,
    ],
    [
      'a long name of a label',
      { ['n'.repeat(9_999)]: 'x' },
      /^The name of the label "n+…?" has 9999 characters; at most \d+ are taken in a name, and \d+ in a value\.$/,
    ],
    [
      'a long label',
      { service: 'x'.repeat(99_999) },
      /^The label "service" has 99999 characters; at most \d+ are taken in a name/,
    ],
  ])('an alert with %s', (_, labels, sentence) => {
    const { rejected } = json.parse([{ title: 'x', labels }, { title: 'y' }], ORIGIN);

    expect(rejected).toEqual([{ index: 0, reason: expect.stringMatching(sentence) }]);
  });
});

describe('what is odd is taken with a note', () => {
  it.each([
    [
      'a deployment that goes on',
      () => cloudwatch.parse({ deploymentId: 'd-1', applicationName: 'shop' }, ORIGIN),
      'A deployment that is without a status is neither over nor a fault.',
    ],
    [
      'alerts that Grafana left out',
      () => grafana.parse({ alerts: [{ labels: {} }], truncatedAlerts: 3 }, ORIGIN),
      'Grafana left out 3 more alerts: raise its limit.',
    ],
  ])('%s', (_, read, note) => {
    expect(JSON.stringify(read().notes)).toContain(note);
  });
});

describe('an expression that costs too much is stopped with why', () => {
  it.each([
    [
      'for ever',
      '($f := function($n) { $f($n + 1) }; $f(0))',
      `It takes more than ${COSTS.steps} steps: does it ever end?`,
    ],
    ['a picture of a time', '$toMillis("1", "[Y]")', '$toMillis takes no picture here.'],
    ['a time of another form', '$toMillis("noon")', '$toMillis reads ISO 8601 times only.'],
    ['values without end', '[1..9999].[1..9999]', 'It makes too many values.'],
  ])('%s', async (_, text, sentence) => {
    expect((await faultOf(text))?.message).toContain(sentence);
  });

  it('of a body that is nested without end', async () => {
    const job = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

    expect((await faultOf('job', { job }))?.message).toBe(
      'It goes too deep, or makes a value that is too large.',
    );
  });
});

it('Prometheus is answered in the words of its own library', () => {
  expect(() => prometheus.parse({}, ORIGIN)).toThrow(
    'The body must be an array of alerts, and is an object.',
  );
});

it('an alert with a key of pages is refused', () => {
  const { rejected } = json.parse(
    [{ title: 'x', dedup_key: 'k'.repeat(9_999) }, { title: 'y' }],
    ORIGIN,
  );

  expect(rejected).toEqual([
    { index: 0, reason: '"dedup_key" has 9999 characters; at most 1024 are taken.' },
  ]);
});
