import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { HttpWorld, INGEST_KEY, START } from './http-world.ts';
import { Rest } from './rest-client.ts';

const iso = (ms: number) => new Date(ms).toISOString();

describe('incidents', () => {
  it('have every field that is documented', async () => {
    const rest = new Rest();
    await rest.world.hook('json', {
      title: 'Queue is long',
      severity: 'critical',
      labels: { service: 'mail', host: 'mx-1' },
    });

    const { incidents, next_cursor } = (await rest.get('/incidents')).json();

    expect(next_cursor).toBeNull();
    expect(incidents).toMatchObject([
      {
        number: 1,
        title: 'Queue is long on mx-1',
        status: 'triggered',
        severity: 'critical',
        muted_until: null,
        assignee: null,
        alert_count: 1,
        occurrence_count: 1,
        withheld: null,
        first_seen_at: iso(START),
        last_seen_at: iso(START),
        labels: { service: 'mail' },
        source: 'json',
        slack: null,
      },
    ]);
  });

  it('come in pages, the newest first', async () => {
    const rest = await new Rest().open('A', 'B', 'C', 'D', 'E');

    const first = (await rest.get('/incidents?limit=2')).json();
    const second = (await rest.get(`/incidents?limit=2&cursor=${first.next_cursor}`)).json();
    const third = (await rest.get(`/incidents?limit=2&cursor=${second.next_cursor}`)).json();

    const pages = [first, second, third];
    const numbers = pages.map(({ incidents }) =>
      incidents.map((each: { number: number }) => each.number),
    );
    expect(numbers).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.next_cursor).toBeNull();
  });

  it('are found by status, severity and text', async () => {
    const rest = await new Rest().open('Disk', 'Memory', 'Network');
    await rest.world.hook('json', { title: 'Fire', severity: 'critical' });
    await rest.act(1, { action: 'acknowledge' });
    await rest.act(2, { action: 'resolve' });
    await rest.act(3, { action: 'mute', for: '1h' });

    expect(await rest.numbers('?status=open')).toEqual([4, 3, 1]);
    expect(await rest.numbers('?status=triggered')).toEqual([4, 3]);
    expect(await rest.numbers('?status=acknowledged')).toEqual([1]);
    expect(await rest.numbers('?status=resolved')).toEqual([2]);
    expect(await rest.numbers('?status=muted')).toEqual([3]);
    expect(await rest.numbers('?severity=critical')).toEqual([4]);
    expect(await rest.numbers('?q=netw')).toEqual([3]);
    expect(await rest.numbers('?limit=99999')).toHaveLength(4);
  });

  it.each([
    ['?status=broken', /status.*one of open, triggered, acknowledged, resolved, muted/],
    ['?severity=bad', /severity.*critical, error, warning, info/],
    ['?limit=0', /limit.*from 1 to 1000/],
    ['?limit=-1', /limit/],
    ['?limit=ten', /limit/],
    ['?cursor=abc', /next_cursor/],
    ['?status=open&status=muted', /more than once/],
  ])('cannot be asked for with %s', async (query, says) => {
    const answer = await new Rest().get(`/incidents${query}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
  });

  it('are shown with their alerts', async () => {
    const rest = await new Rest().open('Disk');

    for (const name of ['1', 'INC-1', 'inc-1']) {
      const incident = (await rest.get(`/incidents/${name}`)).json();

      expect(incident).toMatchObject({
        number: 1,
        alerts: [{ title: 'Disk', status: 'firing', labels: { alertname: 'Disk' } }],
      });
    }
  });

  it.each(['99', '0', 'x', '-1', '1e3', '99999999999999999999'])(
    'that are not there are 404: %s',
    async (name) => {
      const answer = await (await new Rest().open('Disk')).get(`/incidents/${name}`);

      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toEqual({
        error: { code: 'unknown_incident', message: `There is no incident ${name}.` },
      });
    },
  );

  it('that are withheld are open ones, and say why', async () => {
    const rest = new Rest();
    await rest.silence({ matchers: ['alertname=Quiet'], for: '1h' });
    await rest.open('Loud', 'Quiet');

    const { incidents } = (await rest.get('/incidents?status=open')).json();

    expect(incidents).toMatchObject([
      {
        title: 'Quiet',
        withheld: 'silenced',
        withheld_by: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      { title: 'Loud', withheld: null, withheld_by: null },
    ]);
  });

  it('show what suppresses their alerts, and which route and rules these took', async () => {
    const rest = new Rest();
    const root = aRoute();
    const set = { type: 'set', labels: { team: 'db' }, severity: null, title: null } as const;
    rest.world.policy = aPolicy(
      { routes: [below(root, 'team="db"')] },
      { rules: [{ place: 'quell.yml line 3', match: [], action: set }] },
    );
    const silence = await rest.silence({ matchers: ['alertname=Quiet'], for: '1h' });
    await rest.open('Quiet');

    const { alerts } = (await rest.get('/incidents/1')).json();

    expect(alerts).toMatchObject([
      {
        suppressed: { reason: 'silenced', by: silence.json().id },
        route: '{team="db"}',
        rules: ['quell.yml line 3'],
      },
    ]);
  });

  it('tell where their card is', async () => {
    const rest = await new Rest().open('Disk');
    const incident = (await rest.world.store.incidentNumbered(1))!;
    await rest.world.store.update(
      () => ({ ...NO_ROWS, incidents: [incident.id] }),
      () => ({
        outcomes: [],
        changes: [{ type: 'delivery', delivery: delivered(incident.id) }],
      }),
    );

    const { slack } = (await rest.get('/incidents/1')).json();

    expect(slack).toEqual({
      channel: 'C1',
      ts: '1.2',
      permalink: 'https://example.slack.com/archives/C1/p1.2',
    });
  });

  it('tell their timeline in pages', async () => {
    const rest = await new Rest().open('Disk');
    await rest.act(1, { action: 'acknowledge', actor: 'ann' });
    await rest.act(1, { action: 'note', text: 'Looking at it' });

    const first = (await rest.get('/incidents/1/timeline?limit=2')).json();
    const second = (await rest.get(`/incidents/1/timeline?cursor=${first.next_cursor}`)).json();

    expect(first.entries).toMatchObject([
      { seq: 1, kind: 'opened', at: iso(START) },
      { seq: 2, kind: 'acknowledged', actor: { type: 'api', name: 'ann' } },
    ]);
    expect(second).toMatchObject({
      entries: [{ kind: 'note', details: { text: 'Looking at it' } }],
      next_cursor: null,
    });
  });
});

function delivered(subject: string) {
  return {
    subject,
    team: 'T1',
    channelId: 'C1',
    generation: 0,
    card: { ts: '1.2', revision: 1 },
    details: null,
    cursor: 0,
    joined: null,
    attempt: null,
    rechecks: [],
    notBefore: null,
    failures: 0,
    fault: null,
    lease: null,
  };
}

describe('an action', () => {
  it.each([
    ['acknowledge', { action: 'acknowledge' }, { status: 'acknowledged' }],
    ['assign', { action: 'assign', user: 'U0ANN' }, { assignee: 'U0ANN' }],
    [
      'mute for a time',
      { action: 'mute', for: '2h', reason: 'known' },
      { muted_until: iso(START + 7_200_000) },
    ],
    [
      'mute until a time',
      { action: 'mute', until: iso(START + 60_000) },
      { muted_until: iso(START + 60_000) },
    ],
    [
      'mute until resolved',
      { action: 'mute', until: 'resolved' },
      { muted: true, muted_until: null },
    ],
    [
      'resolve',
      { action: 'resolve', text: 'restarted' },
      { status: 'resolved', resolution: { how: 'person', note: 'restarted' } },
    ],
    [
      'severity, by any of its names',
      { action: 'severity', severity: 'P1' },
      { severity: 'critical' },
    ],
    ['note', { action: 'note', text: 'hello' }, { status: 'triggered' }],
  ])('answers the incident: %s', async (_, body, incident) => {
    const rest = await new Rest().open('Disk');

    const answer = await rest.act(1, body);

    expect(answer.json()).toMatchObject({ number: 1, ...incident });
    expect(answer.statusCode).toBe(200);
  });

  it.each([
    ['an hour of mute where nothing is said', {}, { muteUntil: START + 3_600_000 }],
    [
      'mute for as long as is said',
      { while_firing: 'mute', for: '10m' },
      { muteUntil: START + 600_000 },
    ],
    ['telling of the next firing', { while_firing: 'reopen' }, 'reopen'],
  ])('resolves what still fires with %s', async (_, body, whileFiring) => {
    const rest = await new Rest().open('Disk');

    await rest.act(1, { action: 'resolve', ...body });

    expect(rest.world.commands.at(-1)).toMatchObject({ act: { verb: 'resolve', whileFiring } });
  });

  it('undoes what another did', async () => {
    const rest = await new Rest().open('Disk');
    const status = async (action: string) => (await rest.act(1, { action })).json().status;

    await rest.act(1, { action: 'acknowledge' });
    expect(await status('unacknowledge')).toBe('triggered');
    await rest.act(1, { action: 'resolve' });
    expect(await status('reopen')).toBe('triggered');
    await rest.act(1, { action: 'mute', for: '1h' });
    expect((await rest.act(1, { action: 'unmute' })).json().muted).toBe(false);
    await rest.act(1, { action: 'assign', user: 'ann' });
    expect((await rest.act(1, { action: 'assign', user: null })).json().assignee).toBeNull();
  });

  it.each([
    [
      'acknowledge',
      'already_acknowledged',
      'INC-1 is acknowledged already.',
      { action: 'acknowledge' },
    ],
    ['unmute', 'not_muted', 'INC-1 is not muted.', undefined],
    ['reopen', 'not_resolved', 'INC-1 is not resolved.', undefined],
    ['unacknowledge', 'not_acknowledged', 'INC-1 is not acknowledged.', undefined],
  ])('that cannot be is refused with 409: %s', async (action, code, message, before) => {
    const rest = await new Rest().open('Disk');
    if (before) await rest.act(1, before);

    const answer = await rest.act(1, { action });

    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toEqual({ error: { code, message } });
  });

  it.each([
    [
      'an action that nobody knows',
      { action: 'explode' },
      /no action "explode". Known: acknowledge, unacknowledge, assign/,
    ],
    ['one that objects have', { action: 'constructor' }, /no action/],
    ['no action', {}, /"action" is wrong/],
    ['no object', [], /The body is wrong/],
    ['a note without text', { action: 'note', text: '  ' }, /needs "text"/],
    ['an assignment to nobody said', { action: 'assign' }, /needs "user"/],
    ['an assignment to nobody known', { action: 'assign', user: 'nobody' }, /no user "nobody"/],
    ['a mute without an end', { action: 'mute' }, /needs "for"/],
    ['a mute for nonsense', { action: 'mute', for: 'long' }, /15m, 4h or 2d/],
    ['a mute until the past', { action: 'mute', until: '2020-01-01T00:00:00Z' }, /in the future/],
    ['a mute until nonsense', { action: 'mute', until: 'noon' }, /RFC 3339/],
    [
      'both for and until',
      { action: 'mute', for: '1h', until: '2030-01-01T00:00:00Z' },
      /not both/,
    ],
    [
      'a severity that nobody knows',
      { action: 'severity', severity: 'bad' },
      /critical, error, warning, info/,
    ],
    ['a wrong while_firing', { action: 'resolve', while_firing: 'x' }, /while_firing/],
    ['a text that is too long', { action: 'note', text: 'x'.repeat(5_000) }, /"text" is wrong/],
  ])('is refused with 400: %s', async (_, body, says) => {
    const rest = await new Rest().open('Disk');

    const answer = await rest.act(1, body);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
    expect(rest.world.commands).toEqual([]);
  });

  it('on an unknown incident is 404', async () => {
    const answer = await new Rest().act(99, { action: 'acknowledge' });

    expect(answer.statusCode).toBe(404);
    expect(answer.json().error).toEqual({
      code: 'unknown_incident',
      message: 'There is no incident 99.',
    });
  });

  it('is 503 while it cannot be stored', async () => {
    const rest = await new Rest().open('Disk');
    rest.world.broken = new Error('disk is full');

    const answer = await rest.act(1, { action: 'acknowledge' });

    expect(answer.statusCode).toBe(503);
    expect(answer.json().error.message).toBe(
      'It cannot be stored now. Please send it again later.',
    );
    expect(answer.headers['retry-after']).toBe('5');
  });
});

describe('silences', () => {
  it('are made, listed and ended', async () => {
    const rest = new Rest();
    const body = {
      matchers: ['service="db"', 'env!=prod'],
      for: '2h',
      reason: 'upgrade',
      author: 'ann',
    };

    const made = await rest.silence(body);
    const listed = (await rest.get('/silences')).json();

    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      matchers: ['service="db"', 'env!="prod"'],
      state: 'active',
      starts_at: iso(START),
      ends_at: iso(START + 7_200_000),
      author: 'ann',
      reason: 'upgrade',
    });
    expect(listed).toEqual({ silences: [made.json()], next_cursor: null });

    rest.world.advance(minutes(1));
    const url = `/api/v1/silences/${made.json().id}`;
    const ended = await rest.world.ask({ method: 'DELETE', url });
    const again = await rest.world.ask({ method: 'DELETE', url });

    expect(ended.json()).toMatchObject({ state: 'expired', ends_at: iso(START + 60_000) });
    expect(again.statusCode).toBe(409);
    expect(again.json().error.code).toBe('silence_expired');
  });

  it('come in pages', async () => {
    const rest = new Rest();
    for (const name of ['a', 'b', 'c']) await rest.silence({ matchers: [`${name}=x`], for: '1h' });

    const first = (await rest.get('/silences?limit=2')).json();
    const second = (await rest.get(`/silences?limit=2&cursor=${first.next_cursor}`)).json();

    expect([first.silences.length, second.silences.length]).toEqual([2, 1]);
    expect(second.next_cursor).toBeNull();
  });

  it.each([
    ['no end', { matchers: ['a=b'] }, /needs "for"/],
    ['no matchers', { matchers: [], for: '1h' }, /"matchers" is wrong/],
    ['a matcher that is none', { matchers: ['nonsense'], for: '1h' }, /not a matcher/],
    ['a wrong regular expression', { matchers: ['a=~"("'], for: '1h' }, /regular expression/],
    ['matchers that match everything', { matchers: ['a=~".*"'], for: '1h' }, /match everything/],
    ['a text for a list', { matchers: 'a=b', for: '1h' }, /"matchers" is wrong/],
  ])('are refused: %s', async (_, body, says) => {
    const answer = await new Rest().silence(body);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
  });

  it('that are not there are 404', async () => {
    const answer = await new Rest().world.ask({ method: 'DELETE', url: '/api/v1/silences/7' });

    expect(answer.statusCode).toBe(404);
    expect(answer.json().error.code).toBe('unknown_silence');
  });
});

it.each([
  ['nothing', {}],
  ['the ingest key', { authorization: `Bearer ${INGEST_KEY}` }],
])('is closed to %s', async (_, headers) => {
  const answer = await new HttpWorld().app.inject({ url: '/api/v1/incidents', headers });

  expect(answer.statusCode).toBe(401);
  expect(answer.json().error.code).toBe('unauthorized');
});
