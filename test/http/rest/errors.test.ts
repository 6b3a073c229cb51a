import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../src/domain/time.ts';
import { settingsOf } from '../../config/support.ts';
import { START } from '../http-world.ts';
import { ErrorsWorld } from './errors-world.ts';

const iso = (ms: number) => new Date(ms).toISOString();

describe('error groups', () => {
  it('have every field that is documented', async () => {
    const shop = new ErrorsWorld();
    const user = (id: string) => ({ id, email: '', name: '', ip: '' });
    await shop.report('KeyError', { release: '1.4.1', user: user('7'), logger: 'shop' });
    shop.world.advance(minutes(6));
    await shop.report('KeyError', { release: '1.4.2', user: user('8'), logger: 'shop' });
    await shop.report('KeyError', { release: '1.4.2', user: user('8'), logger: 'shop' });

    const { errors, next_cursor } = (await shop.get('/errors')).json();

    expect(next_cursor).toBeNull();
    expect(errors).toEqual([
      {
        id: expect.stringMatching(/^\w+-[0-9a-f]{32}$/),
        project: 'shop',
        title: 'KeyError: KeyError was raised',
        type: 'KeyError',
        culprit: 'checkout/views.py:88 in keyerror',
        level: 'error',
        logger: 'shop',
        because: expect.stringMatching(/./),
        status: 'unresolved',
        events: 3,
        users: 2,
        users_estimated: false,
        first_seen_at: iso(START),
        last_seen_at: iso(START + minutes(6)),
        first_release: '1.4.1',
        last_release: '1.4.2',
        environments: ['production'],
        incident: 1,
        spiking_since: null,
        trend: { each: '6m', counts: [0, 0, 0, 0, 0, 0, 0, 0, 1, 2] },
      },
    ]);
  });

  it('are found by project, environment, level, release, text and time', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError', { release: '1.0' });
    shop.world.advance(hours(2));
    await shop.report('TypeError', { environment: 'staging', level: 'fatal' });
    await shop.report('OSError', { project: 'web', release: '2.0' });

    expect(await shop.titles('?project=shop')).toEqual(['TypeError', 'KeyError']);
    expect(await shop.titles('?environment=staging')).toEqual(['TypeError']);
    expect(await shop.titles('?level=fatal')).toEqual(['TypeError']);
    expect(await shop.titles('?release=1.0')).toEqual(['KeyError']);
    expect(await shop.titles('?q=keyERR')).toEqual(['KeyError']);
    expect(await shop.titles('?since=1h&project=web')).toEqual(['OSError']);
    expect(await shop.titles('?q=%20&project=')).toHaveLength(3);
  });

  it('come in pages, the one that came last first', async () => {
    const shop = new ErrorsWorld();
    for (const name of ['A', 'B', 'C', 'D', 'E']) await shop.report(name);

    const pages = await shop.pages('/errors?limit=2', 'errors', 'type');

    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat().sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it.each([
    ['?level=bad', /level.*fatal, error, warning, info, debug/],
    ['?since=yesterday', /since/],
    ['?cursor=12', /next_cursor/],
    ['?limit=0', /limit/],
  ])('are refused with a wrong parameter: %s', async (query, message) => {
    const answer = await new ErrorsWorld().get(`/errors${query}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(message);
  });

  it('show by themselves what else is known', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError', { release: '1.4.1', tags: { region: 'eu' } });
    const { id } = await shop.group('KeyError');
    await shop.act(1, { action: 'resolve', actor: 'Ann', in_next_release: true });

    const group = (await shop.get(`/errors/${id}`)).json();

    expect(group).toMatchObject({
      id,
      status: 'resolved',
      tags: { region: { eu: 1 } },
      resolution: { at: iso(START), by: 'Ann', release: '1.4.1', in_next_release: true },
      merged_into: null,
      merged_because: null,
      trend_by_hour: { each: '1h' },
    });
    expect(group.trend_by_hour.counts).toHaveLength(336);
    expect(group.trend_by_hour.counts.at(-1)).toBe(1);
  });

  it('are unknown under another id', async () => {
    const answer = await new ErrorsWorld().get('/errors/e1-0');

    expect(answer.statusCode).toBe(404);
    expect(answer.json().error).toEqual({
      code: 'unknown_error',
      message: 'There is no error group e1-0.',
    });
  });

  it('are named by their incident', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');
    await shop.world.hook('json', { title: 'Disk' });
    const { id } = await shop.group('KeyError');

    expect((await shop.get('/incidents/1')).json()).toMatchObject({
      error_group: id,
      regression: null,
    });
    expect((await shop.get('/incidents/2')).json()).toMatchObject({ error_group: null });
  });
});

describe('events', () => {
  it('of a group are listed, the newest first, with all that is known of them', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError', { release: '1.0' });
    await shop.report('OSError');
    shop.world.advance(minutes(1));
    const last = await shop.report('KeyError', {
      release: '1.1',
      user: { id: '7', email: '', name: '', ip: '' },
      breadcrumbs: [{ at: START, category: 'query', level: 'info', message: 'SELECT', data: {} }],
    });
    const { id } = await shop.group('KeyError');

    const { events, next_cursor } = (await shop.get(`/errors/${id}/events`)).json();

    expect(next_cursor).toBeNull();
    expect(events[0]).toMatchObject({
      id: last.id,
      group: id,
      received_at: iso(START + minutes(1)),
      at: iso(START + minutes(1)),
      project: 'shop',
      release: '1.1',
      user: { id: '7' },
      breadcrumbs: [{ at: iso(START), message: 'SELECT' }],
      exceptions: [{ type: 'KeyError', frames: [{ function: 'keyerror', in_app: true }] }],
    });
    expect(events.every((event: { group: string }) => event.group === id)).toBe(true);
  });

  it('are found by their own id, with or without hyphens', async () => {
    const shop = new ErrorsWorld();
    const { id } = await shop.report('KeyError');
    const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

    expect((await shop.get(`/events/${id}`)).json()).toMatchObject({ id, project: 'shop' });
    expect((await shop.get(`/events/${uuid}`)).json()).toMatchObject({ id });
    expect((await shop.get('/events/f00')).json().error.code).toBe('unknown_event');
  });

  it('are found over all projects', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');
    shop.world.advance(hours(1));
    await shop.report('OSError', { project: 'web', environment: 'staging' });
    const types = async (query: string) => {
      const { events } = (await shop.get(`/events${query}`)).json();
      const all = events.map(
        (event: { exceptions: { type: string }[] }) => event.exceptions[0]?.type,
      );
      return [...new Set(all)];
    };

    expect(await types('')).toEqual(['OSError', 'KeyError']);
    expect(await types('?project=web')).toEqual(['OSError']);
    expect(await types('?q=keyerror%20was')).toEqual(['KeyError']);
    expect(await types('?since=30m')).toEqual(['OSError']);
    expect(await types('?before=30m')).toEqual(['KeyError']);
    expect(await types('?environment=staging&level=error')).toEqual(['OSError']);
  });

  it('come in pages', async () => {
    const shop = new ErrorsWorld();
    for (let n = 0; n < 5; n++) {
      await shop.report('KeyError');
      shop.world.advance(minutes(1));
    }
    const pages = await shop.pages('/events?limit=2', 'events', 'id');

    expect(new Set(pages.flat()).size).toBe(5);
  });
});

describe('events as JSON lines', () => {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it.each([
    ['?format=jsonl', {}],
    ['', { accept: 'application/x-ndjson' }],
  ])('stream all of them, whatever a page takes: %s', async (query, headers) => {
    const shop = new ErrorsWorld();
    for (let n = 0; n < 230; n++) await shop.report(`Error${n}`);

    const answer = await shop.get(`/events${query}`, headers);

    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    const events = lines(answer.body);
    expect(new Set(events.map(({ id }) => id)).size).toBe(230);
    expect(events[0]).toMatchObject({ project: 'shop', level: 'error' });
  });

  it('stop at the limit that is asked for, and take the same filters', async () => {
    const shop = new ErrorsWorld();
    for (const name of ['A', 'B', 'C']) await shop.report(name);

    expect(lines((await shop.get('/events?format=jsonl&limit=2')).body)).toHaveLength(2);
    expect(lines((await shop.get('/events?format=jsonl&q=B')).body)).toMatchObject([
      { exceptions: [{ type: 'B' }] },
    ]);
    expect((await shop.get('/events?format=jsonl&q=nothing')).body).toBe('');
  });

  it('are refused like a list where a parameter is wrong', async () => {
    const answer = await new ErrorsWorld().get('/events?format=csv');

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(/format.*json, jsonl/);
  });
});

describe('actions on an error', () => {
  it.each([
    ['for ever', {}, { muted_until: null, mute_ends_early: [] }],
    ['for a time', { for: '2h' }, { muted_until: iso(START + hours(2)) }],
    [
      'until more of it comes',
      { occurrences: 10 },
      { mute_ends_early: [{ when: 'occurrences', more: 10 }] },
    ],
    ['until it strikes more', { users: 3 }, { mute_ends_early: [{ when: 'users', more: 3 }] }],
    ['until it escalates', { escalates: true }, { mute_ends_early: [{ when: 'spike' }] }],
  ])('ignore it %s', async (_, body, expected) => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');

    const answer = await shop.act(1, { action: 'ignore', reason: 'known', ...body });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ muted: true, ignored: true, ...expected });
    expect(await shop.group('KeyError')).toMatchObject({ status: 'ignored' });
  });

  it('merge it into another, and split it off again', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');
    await shop.report('OSError');

    const merged = await shop.act(2, { action: 'merge', into: 'INC-1' });

    expect(merged.statusCode).toBe(200);
    expect(merged.json()).toMatchObject({
      status: 'resolved',
      resolution: { how: 'merged', into: 1 },
    });
    expect(await shop.titles('')).toEqual(['KeyError']);
    expect((await shop.act(1, { action: 'split' })).statusCode).toBe(200);
    expect([...(await shop.titles(''))].sort()).toEqual(['KeyError', 'OSError']);
  });

  it('resolve it with the release, and tell of a return in a later one', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError', { release: '1.4.1' });
    const resolved = await shop.act(1, { action: 'resolve', actor: 'Ann' });
    shop.world.advance(days(1));
    await shop.report('KeyError', { release: '1.4.2' });

    expect(resolved.json().resolution).toMatchObject({
      release: { version: '1.4.1', in_next: false },
    });
    expect((await shop.get('/incidents/1')).json()).toMatchObject({
      status: 'triggered',
      regression: {
        at: iso(START + days(1)),
        release: '1.4.2',
        resolved_in: '1.4.1',
        resolved_by: 'Ann',
      },
    });
  });

  it.each([
    [{ action: 'ignore' }, 409, 'not_an_error', /INC-2 is not about an error/],
    [{ action: 'split' }, 409, 'not_an_error', /INC-2 is not about an error/],
    [{ action: 'merge' }, 400, 'bad_request', /needs "into"/],
    [{ action: 'merge', into: 'the other' }, 400, 'bad_request', /needs "into"/],
    [{ action: 'ignore', occurrences: 0 }, 400, 'bad_request', /"occurrences"/],
    [{ action: 'ignore', for: '1h', until: iso(START + hours(1)) }, 400, 'bad_request', /not both/],
  ])('are refused: %j', async (body, status, code, message) => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');
    await shop.world.hook('json', { title: 'Disk' });

    const answer = await shop.act(2, body);

    expect(answer.statusCode).toBe(status);
    expect(answer.json().error).toEqual({ code, message: expect.stringMatching(message) });
  });

  it.each([
    [{ action: 'merge', into: 99 }, 'unknown_target'],
    [{ action: 'merge', into: 1 }, 'same_incident'],
    [{ action: 'split' }, 'not_merged'],
    [{ action: 'resolve', in_next_release: true }, 'no_release'],
  ])('are refused for an error: %j', async (body, code) => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError');

    const answer = await shop.act(1, body);

    expect(answer.json().error?.code).toBe(code);
    expect(answer.statusCode).toBe(409);
  });
});

describe('releases', () => {
  it('are listed with their deploys and commits, the one that was first seen last first', async () => {
    const shop = new ErrorsWorld();
    await shop.report('KeyError', { release: '1.4.1' });
    shop.world.advance(hours(1));
    await shop.release({
      project: 'shop',
      version: '1.4.2',
      firstSeenAt: shop.world.now,
      deploys: [{ environment: 'production', at: shop.world.now, name: '', url: null }],
      commits: [
        { id: 'abc', author: 'Ann', message: 'Fix', repository: 'shop', at: null, files: ['a.py'] },
      ],
      url: 'https://example.com/1.4.2',
    });

    const { releases, next_cursor } = (await shop.get('/releases?project=shop')).json();

    expect(next_cursor).toBeNull();
    expect(releases).toEqual([
      {
        project: 'shop',
        version: '1.4.2',
        first_seen_at: iso(START + hours(1)),
        deploys: [{ environment: 'production', at: iso(START + hours(1)), name: '', url: null }],
        commits: [
          {
            id: 'abc',
            author: 'Ann',
            message: 'Fix',
            repository: 'shop',
            at: null,
            files: ['a.py'],
          },
        ],
        url: 'https://example.com/1.4.2',
      },
      expect.objectContaining({ version: '1.4.1', first_seen_at: iso(START) }),
    ]);
  });

  it('need a project, and come in pages', async () => {
    const shop = new ErrorsWorld();
    for (const release of ['1', '2', '3']) {
      await shop.report('KeyError', { release });
      shop.world.advance(minutes(1));
    }

    const first = (await shop.get('/releases?project=shop&limit=2')).json();
    const second = (await shop.get(`/releases?project=shop&cursor=${first.next_cursor}`)).json();

    expect(first.releases.map(({ version }: { version: string }) => version)).toEqual(['3', '2']);
    expect(second.releases.map(({ version }: { version: string }) => version)).toEqual(['1']);
    expect((await shop.get('/releases')).json().error.message).toMatch(/project is missing/);
  });
});

describe('rules of the configuration on errors', () => {
  const configured = (text: string) => {
    const shop = new ErrorsWorld();
    shop.world.policy = settingsOf(text).policy;
    return shop;
  };

  it('ignore those that nobody wants to know of, and count them', async () => {
    const shop = configured(`
rules:
  - match: ['exception_type=~"UserInputError|MinorWarning"']
    action: ignore
`);
    for (const name of ['UserInputError', 'MinorWarning', 'KeyError']) await shop.report(name);

    const { incidents } = (await shop.get('/incidents')).json();
    const { entries } = (await shop.get('/audit?unheard=true')).json();

    expect(incidents).toMatchObject([{ title: 'KeyError: KeyError was raised' }]);
    expect(entries).toMatchObject([
      {
        reason: 'ignored',
        ignored_by: 'quell.yml line 3',
        labels: { exception_type: 'MinorWarning' },
      },
      { reason: 'ignored', labels: { exception_type: 'UserInputError' } },
    ]);
    expect(await shop.titles('')).toEqual(['KeyError']);
  });

  it.each([
    ['level', 'fatal'],
    ['env', 'staging'],
    ['release', '1.4.2'],
    ['service', 'shop'],
    ['logger', 'django.request'],
    ['region', 'eu'],
  ])('match the label %s', async (label, value) => {
    const shop = configured(`rules: [{match: ['${label}="${value}"'], action: ignore}]`);
    await shop.report('KeyError', {
      ...{ level: 'fatal', environment: 'staging', release: '1.4.2', logger: 'django.request' },
      tags: { region: 'eu' },
    });

    expect((await shop.get('/incidents')).json().incidents).toEqual([]);
  });

  it('join errors by a fingerprint', async () => {
    const shop = configured(`
errors:
  fingerprints:
    - match: ['exception_type=~"OperationalError|InterfaceError"']
      fingerprint: [database]
    - match: ['exception_type="KeyError"']
      fingerprint: ["{{ default }}", "{{ tags.tenant }}"]
`);
    await shop.report('OperationalError');
    await shop.report('InterfaceError');
    await shop.report('KeyError', { tags: { tenant: 'a' } });
    await shop.report('KeyError', { tags: { tenant: 'b' } });

    const { errors } = (await shop.get('/errors')).json();

    expect(errors.map(({ events }: { events: number }) => events).sort()).toEqual([1, 1, 2]);
  });

  it('tell of the first of a group at once, and else of many', async () => {
    const shop = configured('route: {notify_when: {occurrences: 3, within: 5m, first_seen: true}}');
    await shop.report('KeyError');

    expect((await shop.get('/incidents/1')).json().withheld).toBeNull();
  });

  it('tell nobody of environments that are not named', async () => {
    const shop = configured('errors: {environments: [live]}');
    await shop.report('KeyError', { environment: 'production' });
    await shop.report('OSError', { environment: 'live' });

    expect((await shop.get('/incidents/1')).json()).toMatchObject({ withheld: 'below-threshold' });
    expect((await shop.get('/incidents/2')).json()).toMatchObject({ withheld: null });
  });
});
