import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY, json, START } from './http-world.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const inHours = (n: number) => iso(START + n * 3_600_000);

interface Wish {
  readonly [field: string]: unknown;
}

/** A silence as amtool posts it. */
const wish = (change: Wish = {}): Wish => ({
  matchers: [{ name: 'service', value: 'db', isRegex: false, isEqual: true }],
  startsAt: inHours(0),
  endsAt: inHours(2),
  createdBy: 'ann',
  comment: 'upgrade',
  ...change,
});

class Client {
  readonly world = new HttpWorld();

  async post(alerts: unknown) {
    return this.world.send({ method: 'POST', url: '/api/v2/alerts', ...json(alerts) });
  }

  async get(url: string) {
    return this.world.send({ method: 'GET', url });
  }

  async silence(body: unknown) {
    return this.world.send({ method: 'POST', url: '/api/v2/silences', ...json(body) });
  }

  async expire(id: string) {
    return this.world.send({ method: 'DELETE', url: `/api/v2/silence/${id}` });
  }

  async names(query = ''): Promise<readonly string[]> {
    const alerts = (await this.get(`/api/v2/alerts${query}`)).json();
    return alerts.map((alert: { labels: { alertname: string } }) => alert.labels.alertname).sort();
  }
}

describe('POST /api/v2/alerts', () => {
  it('answers 200 with nothing', async () => {
    const answer = await new Client().post([{ labels: { alertname: 'A' } }]);

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('');
  });

  it('accepts no alerts at all', async () => {
    expect((await new Client().post([])).statusCode).toBe(200);
  });

  it('stores the good alerts of a batch and answers 400 for the others', async () => {
    const client = new Client();

    const answer = await client.post([
      { labels: {} },
      { labels: { alertname: 'Good' } },
      { labels: { a: '' } },
    ]);

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toBe(
      'at least one label pair required; at least one label pair required',
    );
    expect(await client.names()).toEqual(['Good']);
  });

  it('ends an alert five minutes after its last firing that said no end', async () => {
    const client = new Client();
    await client.post([{ labels: { alertname: 'A' } }]);
    client.world.advance(minutes(4));
    await client.post([{ labels: { alertname: 'A' } }]);

    client.world.advance(minutes(4));
    expect(await client.names()).toEqual(['A']);

    client.world.advance(minutes(2));
    expect(await client.names()).toEqual([]);
  });

  it('takes an end in the past for resolved', async () => {
    const client = new Client();
    await client.post([{ labels: { alertname: 'A' } }]);

    await client.post([{ labels: { alertname: 'A' }, endsAt: iso(START - 1_000) }]);

    expect(await client.names()).toEqual([]);
  });

  it.each([
    ['the ingest key', `Bearer ${INGEST_KEY}`, 200],
    ['the API token', `Bearer ${API_TOKEN}`, 200],
    ['a Basic password', `Basic ${Buffer.from(`prom:${INGEST_KEY}`).toString('base64')}`, 200],
    ['a wrong key', 'Bearer wrong', 401],
  ])('is for %s', async (_, authorization, status) => {
    const { app } = new HttpWorld();
    const headers = { authorization, 'content-type': 'application/json' };

    const answer = await app.inject({
      method: 'POST',
      url: '/api/v2/alerts',
      headers,
      payload: '[]',
    });

    expect(answer.statusCode).toBe(status);
  });

  it('answers 503 with Retry-After when it cannot store', async () => {
    const client = new Client();
    client.world.broken = new Error('disk is full');

    const answer = await client.post([{ labels: { alertname: 'A' } }]);

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toMatchObject({ code: 503 });
  });
});

describe('GET /api/v2/alerts', () => {
  it('shows an alert in the shape of Alertmanager', async () => {
    const client = new Client();
    const labels = { alertname: 'DiskFull', instance: 'web-1', severity: 'critical' };
    await client.post([
      {
        labels,
        annotations: { summary: 'Full' },
        startsAt: inHours(-1),
        endsAt: inHours(1),
        generatorURL: 'http://prometheus/graph',
      },
    ]);

    const answer = await client.get('/api/v2/alerts');

    expect(answer.json()).toEqual([
      {
        labels,
        annotations: { summary: 'Full' },
        startsAt: inHours(-1),
        endsAt: inHours(1),
        updatedAt: iso(START),
        generatorURL: 'http://prometheus/graph',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        receivers: [{ name: '#alerts' }],
        status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] },
      },
    ]);
  });

  it.each([
    ['unquoted', 'alertname=A', ['A']],
    ['quoted', 'alertname="A"', ['A']],
    ['a regular expression, anchored', 'alertname=~"A|B"', ['A', 'B']],
    ['not equal', 'alertname!="A"', ['AB', 'B']],
    ['not like', 'alertname!~"A.*"', ['B']],
    ['a label that is missing', 'team=""', ['AB', 'B']],
  ])('filters: %s', async (_, filter, names) => {
    const client = new Client();
    await client.post([
      { labels: { alertname: 'A', team: 'x' } },
      { labels: { alertname: 'B' } },
      { labels: { alertname: 'AB' } },
    ]);

    expect(await client.names(`?filter=${encodeURIComponent(filter)}`)).toEqual(names);
  });

  it('wants every filter to agree', async () => {
    const client = new Client();
    await client.post([{ labels: { alertname: 'A', team: 'x' } }, { labels: { alertname: 'A' } }]);

    expect(await client.names('?filter=alertname%3DA&filter=team%3Dx')).toEqual(['A']);
  });

  it.each([
    ['everything', '', ['Loud', 'Quiet']],
    ['what amtool asks for', '?silenced=false&inhibited=false&unprocessed=false', ['Loud']],
    ['only the silenced', '?active=false', ['Quiet']],
    ['a receiver that there is', '?receiver=.*alerts', ['Loud', 'Quiet']],
    ['a receiver that there is not', '?receiver=alerts', []],
  ])('shows %s', async (_, query, names) => {
    const client = new Client();
    await client.post([
      { labels: { alertname: 'Loud' } },
      { labels: { alertname: 'Quiet', service: 'db' } },
    ]);
    await client.silence(wish());

    expect(await client.names(query)).toEqual(names);
  });

  it('names the silences of an alert', async () => {
    const client = new Client();
    await client.post([{ labels: { alertname: 'Quiet', service: 'db' } }]);
    const { silenceID } = (await client.silence(wish())).json();

    const [alert] = (await client.get('/api/v2/alerts')).json();

    expect(alert.status).toMatchObject({ state: 'suppressed', silencedBy: [silenceID] });
  });

  it.each([
    ['?filter=nonsense', expect.stringContaining('bad matcher format')],
    ['?filter=a%3D~%22(%22', expect.stringContaining('bad matcher format')],
    ['?receiver=(', expect.stringContaining('failed to parse receiver param')],
    ['?active=perhaps', expect.objectContaining({ code: 400 })],
  ])('refuses %s in the form that clients can read', async (query, body) => {
    const answer = await new Client().get(`/api/v2/alerts${query}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.json()).toEqual(body);
  });

  it('sorts by fingerprint', async () => {
    const client = new Client();
    await client.post(Array.from({ length: 20 }, (_, n) => ({ labels: { alertname: `A${n}` } })));

    const prints = (await client.get('/api/v2/alerts'))
      .json()
      .map((alert: { fingerprint: string }) => alert.fingerprint);

    expect(prints).toEqual([...prints].sort());
  });
});

it('groups alerts by the labels that put them into one incident', async () => {
  const client = new Client();
  await client.post([
    { labels: { alertname: 'B', service: 'db', instance: '1' } },
    { labels: { alertname: 'B', service: 'db', instance: '2' } },
    { labels: { alertname: 'A', instance: '1' } },
  ]);

  const groups = (await client.get('/api/v2/alerts/groups')).json();

  expect(groups).toMatchObject([
    { labels: { alertname: 'A' }, receiver: { name: '#alerts' }, alerts: [{}] },
    { labels: { alertname: 'B', service: 'db' }, receiver: { name: '#alerts' }, alerts: [{}, {}] },
  ]);
});

describe('silences', () => {
  it('are made, listed, shown and ended', async () => {
    const client = new Client();

    const { silenceID } = (await client.silence(wish())).json();
    const shown = (await client.get(`/api/v2/silence/${silenceID}`)).json();

    expect(shown).toEqual({
      ...wish(),
      id: silenceID,
      status: { state: 'active' },
      updatedAt: iso(START),
    });
    expect((await client.get('/api/v2/silences')).json()).toEqual([shown]);

    client.world.advance(seconds(1));
    const ended = await client.expire(silenceID);
    const after = (await client.get(`/api/v2/silence/${silenceID}`)).json();

    expect([ended.statusCode, ended.body]).toEqual([200, '']);
    expect(after.status.state).toBe('expired');
  });

  it('keep their id when only their end moves, else are replaced', async () => {
    const client = new Client();
    const { silenceID: id } = (await client.silence(wish())).json();

    const same = (await client.silence(wish({ id, endsAt: inHours(3) }))).json();
    const other = (
      await client.silence(wish({ id, matchers: [{ name: 'a', value: 'b', isRegex: false }] }))
    ).json();

    expect(same.silenceID).toBe(id);
    expect(other.silenceID).not.toBe(id);
  });

  it.each([
    [
      'an end before the start',
      { endsAt: inHours(-1) },
      400,
      /Failed to create silence: start time must be before end time/,
    ],
    [
      'an end in the past',
      { startsAt: inHours(-2), endsAt: inHours(-1) },
      400,
      /can't be in the past/,
    ],
    [
      'matchers that match everything',
      { matchers: [{ name: 'a', value: '.*', isRegex: true }] },
      400,
      /must not match the empty string/,
    ],
    [
      'a regular expression that is none',
      { matchers: [{ name: 'a', value: '(', isRegex: true }] },
      400,
      /invalid label matcher 0/,
    ],
    [
      'a label without a name',
      { matchers: [{ name: '', value: 'b', isRegex: false }] },
      400,
      /invalid label name/,
    ],
    ['no matchers', { matchers: [] }, 422, /at least 1/],
    ['no comment', { comment: undefined }, 422, /comment in body is required/],
    ['no matchers field', { matchers: null }, 422, /matchers in body is required/],
    [
      'a matcher without isRegex',
      { matchers: [{ name: 'a', value: 'b' }] },
      422,
      /matchers.0.isRegex in body is required/,
    ],
    ['a comment that is a number', { comment: 7 }, 400, /comment/],
    ['a time that is none', { endsAt: 'soon' }, 400, /endsAt/],
    ['an unknown id', { id: '4b1c5f6e-0000-4000-8000-000000000000' }, 404, /not found/],
  ])('are refused: %s', async (_, change, status, says) => {
    const client = new Client();

    const answer = await client.silence(wish(change));

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(says);
    expect(await client.world.store.silences()).toEqual([]);
  });

  it.each(['null', '7', '[]', '"x"'])('are no body such as %s', async (payload) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await new HttpWorld().send({
      method: 'POST',
      url: '/api/v2/silences',
      headers,
      payload,
    });

    expect(answer.statusCode).toBe(400);
  });

  it('of a wrong or unknown id are told as Alertmanager does', async () => {
    const client = new Client();
    const { silenceID } = (await client.silence(wish())).json();
    client.world.advance(hours(3));

    expect((await client.get('/api/v2/silence/7')).statusCode).toBe(422);
    expect(
      (await client.get('/api/v2/silence/4b1c5f6e-0000-4000-8000-000000000000')).statusCode,
    ).toBe(404);
    const unknown = await client.expire('4b1c5f6e-0000-4000-8000-000000000000');
    expect([unknown.statusCode, unknown.json()]).toEqual([404, 'silence not found']);
    expect((await client.expire(silenceID)).statusCode).toBe(200);
  });

  it('are listed active, pending, expired', async () => {
    const client = new Client();
    const make = async (change: Wish) => (await client.silence(wish(change))).json().silenceID;
    const over = await make({ endsAt: inHours(0.5) });
    const later = await make({ startsAt: inHours(5), endsAt: inHours(6) });
    const long = await make({ endsAt: inHours(9) });
    const short = await make({ endsAt: inHours(4) });
    client.world.advance(hours(1));

    const ids = (await client.get('/api/v2/silences'))
      .json()
      .map((each: { id: string }) => each.id);

    expect(ids).toEqual([short, long, later, over]);
  });

  it.each([
    ['has the same matcher', 'filter=team%3Dweb', 1],
    ['has all of several', 'filter=team%3Dweb&filter=env%3D~%22a%7Cb%22', 1],
    ['has one of several only', 'filter=team%3Dweb&filter=a%3Db', 0],
    ['would match with another operator', 'filter=team%3D~%22web%22', 0],
    ['has no such matcher, though it would not contradict', 'filter=service!%3Dweb', 0],
  ])('are filtered by their matchers: one that %s', async (_, query, count) => {
    const client = new Client();
    await client.silence(wish());
    const team = { name: 'team', value: 'web', isRegex: false };
    const env = { name: 'env', value: 'a|b', isRegex: true };
    await client.silence(wish({ matchers: [team, env] }));

    expect((await client.get(`/api/v2/silences?${query}`)).json()).toHaveLength(count);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('keep matchers with isRegex %s and isEqual %s', async (isRegex, isEqual) => {
    const client = new Client();
    const value = isEqual ? 'x\\d+"' : '';
    const matchers = [{ name: 'a', value, isRegex, isEqual }];

    const { silenceID } = (await client.silence(wish({ matchers }))).json();

    expect((await client.get(`/api/v2/silence/${silenceID}`)).json().matchers).toEqual(matchers);
  });
});

describe('the rest of the API', () => {
  it('tells amtool its status', async () => {
    const status = (await new Client().get('/api/v2/status')).json();

    expect(status).toMatchObject({
      cluster: { name: 'quell', status: 'ready', peers: [] },
      uptime: iso(START),
      versionInfo: { version: '0.25.0' },
    });
    expect(status.config.original).toContain('receiver: "#alerts"');
  });

  it('tells its receivers', async () => {
    expect((await new Client().get('/api/v2/receivers')).json()).toEqual([{ name: '#alerts' }]);
  });

  it('answers probes without a key', async () => {
    const world = new HttpWorld();

    expect((await world.app.inject('/-/healthy')).body).toBe('OK');
    expect((await world.app.inject('/-/ready')).body).toBe('OK');

    world.broken = new Error('disk is full');
    expect((await world.app.inject('/-/ready')).statusCode).toBe(503);
  });

  it.each(['GET', 'POST'] as const)('says that version 1 is gone on %s', async (method) => {
    const answer = await new HttpWorld().app.inject({ method, url: '/api/v1/alerts' });

    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain(
      'The Alertmanager v1 API was removed in version 0.27; please use',
    );
  });
});
