import { describe, expect, it } from 'vitest';
import { changed } from '../../src/cli/send/changed.ts';
import { endOf } from '../../src/cli/send/ends.ts';
import { movedTo } from '../../src/cli/send/moved.ts';
import { exampleOf } from '../../src/cli/send/payload.ts';
import { sourceOf } from '../../src/cli/send/post.ts';
import { requestFor } from '../../src/cli/send/request.ts';
import { days, instant, plus } from '../../src/domain/time.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { SOURCES } from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';

const NOW = instant(Date.UTC(2027, 4, 6, 7, 8, 9));

function alertsOf({ type, parse }: Source, payload: unknown) {
  return parse(payload, { name: type, resolveTimeout: null }).alerts;
}

const named = (type: string): Source => {
  const source = SOURCES.find((each) => each.type === type);
  if (!source) throw new Error(`There is no source ${type}.`);
  return source;
};

describe('the end of an example', () => {
  it('is known of all but those whose vendors tell none', () => {
    const without = SOURCES.filter((source) => !endOf(source, '')).map(({ type }) => type);

    expect(without).toEqual(['graylog', 'mail', 'python-logging', 'wazuh']);
  });

  // What closes an alert by Opsgenie's API is no body of the source.
  const ending = SOURCES.filter((each) => endOf(each, '') && each.type !== 'opsgenie-alerts');
  it.each(ending.map((source) => ({ type: source.type, source })))(
    'ends what fired, at $type',
    ({ source }) => {
      const example = movedTo(NOW, exampleOf(source));
      const end = endOf(source, new Date(NOW).toISOString());

      const [fired] = alertsOf(source, example);
      const [ended] = alertsOf(source, changed(example, end ?? {}));

      expect(ended?.status === 'resolved' || (ended?.endsAt ?? Infinity) <= NOW).toBe(true);
      expect(ended && alertKeyOf(ended)).toBe(fired && alertKeyOf(fired));
    },
  );
});

describe('an example with its times moved', () => {
  it.each(SOURCES.map((source) => ({ type: source.type, source })))(
    'says that it began lately, at $type',
    ({ source }) => {
      const [before] = alertsOf(source, exampleOf(source));
      const [alert] = alertsOf(source, movedTo(NOW, exampleOf(source)));

      expect(alert?.status).toBe('firing');
      expect(alert?.startsAt === undefined).toBe(before?.startsAt === undefined);
      expect(alert?.startsAt ?? NOW).toBeLessThanOrEqual(NOW + 1_000);
      expect(alert?.startsAt ?? NOW).toBeGreaterThan(plus(NOW, days(-1)));
    },
  );

  it('keeps what is no time, and the ways in which times are written', () => {
    const moved = movedTo(NOW, {
      at: ['2026-02-10T14:02:03.544Z', '2026-02-10 06:02:03 -0800', '2026-02-10T15:02:02+01:00'],
      since1970: [1770732123, 1770732123000],
      kept: [0.5, 97.73, 562949953502258, '0001-01-01T00:00:00Z', null, true],
    });

    expect(moved).toEqual({
      at: ['2027-05-06T07:08:09.544Z', '2027-05-05 23:08:09 -0800', '2027-05-06T08:08:08+01:00'],
      since1970: [NOW / 1_000, NOW],
      kept: [0.5, 97.73, 562949953502258, '0001-01-01T00:00:00Z', null, true],
    });
  });

  it('is the same where there are none', () => {
    expect(movedTo(NOW, { title: 'Disk' })).toEqual({ title: 'Disk' });
  });
});

describe('how an example is sent', () => {
  const sending = (type: string) => {
    const source = named(type);
    return requestFor({
      source,
      payload: exampleOf(source),
      key: 'k',
      now: NOW,
      isEnd: false,
      project: '1',
    });
  };

  it.each([
    ['json', { authorization: 'Bearer k', 'content-type': 'application/json' }],
    ['gitlab', { 'x-gitlab-token': 'k', 'content-type': 'application/json' }],
    ['cloudwatch', { authorization: 'Bearer k', 'content-type': 'text/plain; charset=utf-8' }],
    [
      'statuscake',
      { authorization: 'Bearer k', 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['opsgenie-alerts', { authorization: 'GenieKey k', 'content-type': 'application/json' }],
    ['pagerduty-events', { 'content-type': 'application/json' }],
  ])('%s has the headers of its vendor', (type, headers) => {
    expect(sending(type).headers).toEqual(headers);
  });

  it.each([
    ['github', 'x-hub-signature-256', /^sha256=[\da-f]{64}$/],
    ['pagerduty', 'x-pagerduty-signature', /^v1=[\da-f]{64}$/],
    ['sentry', 'sentry-hook-signature', /^[\da-f]{64}$/],
  ])('%s signs it in %s, and sends no key', (type, header, form) => {
    const { headers } = sending(type);

    expect(headers[header]).toMatch(form);
    expect(headers['authorization']).toBeUndefined();
  });
});

it('a type that no source has is named', () => {
  expect(() => sourceOf('telegraph')).toThrow('No source has the type telegraph.');
});
