import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hours } from '../../../src/domain/time.ts';
import { json } from '../../../src/sources/json.ts';
import { PayloadRejected } from '../../../src/sources/source.ts';
import { mapping, ORIGIN } from './means.ts';

const jobs = mapping({
  fields: {
    title: 'job & " failed"',
    severity: 'level = 50 ? "critical" : "warning"',
    status: 'ok ? "resolved"',
    dedup_key: 'job',
    description: 'message',
    url: 'links.web',
    service: 'app',
    user: 'who.id',
  },
  labels: { team: 'owner.team', steps: 'steps' },
  annotations: { runbook: 'links.runbook' },
});
const BODY = {
  job: 'backup',
  level: 50,
  message: 'The disk is full.',
  app: 'db',
  owner: { team: 'storage' },
  steps: ['dump', 'copy'],
  who: { id: 7 },
  links: { web: 'https://jobs.example.com/7', runbook: 'https://wiki.example.com/backup' },
};

describe('a mapping', () => {
  it('makes an alert of a body', async () => {
    const { alerts, rejected, ...more } = await jobs.translate(BODY, ORIGIN);

    expect(rejected).toEqual([]);
    expect(more).toEqual({});
    expect(alerts).toEqual([
      {
        status: 'firing',
        dedupKey: 'backup',
        event: { user: '7' },
        content: {
          title: 'backup failed',
          description: 'The disk is full.',
          severity: 'critical',
          labels: { alertname: 'backup', service: 'db', steps: 'dump, copy', team: 'storage' },
          annotations: { runbook: 'https://wiki.example.com/backup', user: '7' },
          host: null,
          url: 'https://jobs.example.com/7',
          source: 'nightly-jobs',
        },
      },
    ]);
  });

  it('makes an end of a body that tells one', async () => {
    const { alerts } = await jobs.translate({ job: 'backup', ok: true }, ORIGIN);

    expect(alerts).toMatchObject([{ status: 'resolved', dedupKey: 'backup' }]);
  });

  it('makes an alert of each entry of a list, in its order', async () => {
    const { alerts } = await jobs.translate([{ job: 'a' }, { job: 'b' }], ORIGIN);

    expect(alerts.map(({ content }) => content.title)).toEqual(['a failed', 'b failed']);
  });

  it('refuses a list of more than a thousand', async () => {
    const many = jobs.translate(Array(1_001).fill({ job: 'a' }), ORIGIN);

    await expect(many).rejects.toThrow(/1001 entries; a mapping takes at most 1000/);
  });

  it.each([
    [
      'an object',
      'labels.team',
      { owner: { team: { name: 'db' } } },
      /^labels\.team gives an object: it is taken as JSON\.$/,
    ],
    [
      'an unknown status',
      'status',
      { ok: true },
      /status gives "maybe", and not firing or resolved/,
    ],
    [
      'an unknown severity',
      'severity',
      { level: 50 },
      /severity gives "dreadful", which is none: it is taken as warning/,
    ],
    [
      'a long key',
      'dedup_key',
      { key: 'x'.repeat(2_000) },
      /^dedup_key gives 2000 characters: it is cut\.$/,
    ],
    ['a function', 'user', {}, /user gives a function: it is taken as JSON/],
  ])('takes what is no proper value all the same, with a note: %s', async (_, __, body, note) => {
    const odd = mapping({
      fields: {
        title: '"T"',
        status: 'ok ? "maybe"',
        severity: 'level = 50 ? "dreadful"',
        dedup_key: 'key',
        ...(Object.keys(body).length === 0 && { user: '$sum' }),
      },
      labels: { team: 'owner.team' },
    });

    const { alerts, rejected, notes } = await odd.translate(body, ORIGIN);

    expect(rejected).toEqual([]);
    expect(alerts).toMatchObject([{ status: 'firing', content: { severity: 'warning' } }]);
    expect(notes).toEqual([{ index: 0, note: expect.stringMatching(note) }]);
  });
});

describe('a body that a mapping cannot read', () => {
  const strict = mapping({ fields: { title: '$number(job) & " failed"' } });

  it('is kept as an alert that says what it is and why', async () => {
    const body = { job: 'backup', steps: [{ ok: true }, { ok: false }], when: null, level: 5 };

    const { alerts, rejected, notes } = await strict.translate(body, ORIGIN);

    expect(rejected).toEqual([]);
    expect(alerts).toEqual([
      {
        status: 'firing',
        dedupKey: expect.stringMatching(/^mapping\/nightly-jobs\/\d{1,2}$/),
        incidentKey: 'mapping/nightly-jobs',
        resolveTimeout: hours(1),
        content: {
          title: 'nightly-jobs sends what its mapping cannot read',
          description:
            'title: Unable to cast value to a number: "backup".\n' +
            'The body has the shape {"job": text, "steps": [2 × {"ok": true or false}], "when": null, "level": number}',
          severity: 'warning',
          labels: { alertname: 'UnreadableBody', source_name: 'nightly-jobs' },
          annotations: {
            fault: 'title: Unable to cast value to a number: "backup".',
            shape:
              '{"job": text, "steps": [2 × {"ok": true or false}], "when": null, "level": number}',
            body: JSON.stringify(body),
          },
          host: null,
          url: null,
          source: 'nightly-jobs',
        },
      },
    ]);
    expect(notes).toEqual([
      { index: 0, note: expect.stringMatching(/^The mapping cannot read it, so/) },
    ]);
  });

  it.each([
    ['has no title', 'job', {}, /^title: It gives nothing, and names what is wrong\.$/],
    [
      'takes too many steps',
      '($f := function($x) { $f($x) }; $f(1))',
      {},
      /^title: It takes more than/,
    ],
    ['says itself that it is wrong', '$error("no job")', {}, /^title: no job\.$/],
  ])('is kept where it %s', async (_, title, body, fault) => {
    const { alerts } = await mapping({ fields: { title } }).translate(body, ORIGIN);

    expect(alerts[0]?.content.annotations['fault']).toMatch(fault);
  });

  it('is one alert a kind of fault and shape, whatever the body says', async () => {
    const keys = await keysOf([
      { job: 'a', steps: [1] },
      { job: 'b', steps: [1, 2] },
      { job: 'b', done: true },
    ]);

    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('is one of fifty kinds at most', async () => {
    const keys = await keysOf(Array.from({ length: 900 }, (_, n) => ({ job: 'a', [`x${n}`]: 1 })));

    expect(new Set(keys).size).toBe(50);
  });

  it('says in as much as cards keep what it is, with a long fault and a large body', async () => {
    const words = 'x'.repeat(5_000);
    const { alerts } = await mapping({ fields: { title: '$error(words)' } }).translate(
      { words, ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`key ${n}`, 1])) },
      ORIGIN,
    );

    const { description = '' } = alerts[0]?.content ?? {};
    expect(description.length).toBeLessThanOrEqual(4_000);
    expect(description).toContain('{"words": text, "key 0": number');
  });

  it.each([
    ['a text', 'boom', /^It is a string, and no object\.$/],
    ['a number', 7, /^It is a number/],
    ['nothing', null, /^It is null/],
    ['a list', [{ job: '1' }], /^It is an array/],
  ])('is kept where an entry is %s', async (_, entry, fault) => {
    const { alerts } = await mapping({ fields: { title: '"A job failed"' } }).translate(
      [entry],
      ORIGIN,
    );

    expect(alerts[0]?.content.annotations['fault']).toMatch(fault);
  });

  async function keysOf(bodies: readonly unknown[]) {
    const { alerts } = await strict.translate(bodies, ORIGIN);
    return alerts.map(({ dedupKey }) => dedupKey);
  }

  it('costs the others of its list nothing', async () => {
    const { alerts, notes } = await strict.translate(
      [{ job: '1' }, { job: 'x' }, { job: '2' }],
      ORIGIN,
    );

    expect(alerts.map(({ content }) => content.title)).toEqual([
      '1 failed',
      'nightly-jobs sends what its mapping cannot read',
      '2 failed',
    ]);
    expect(notes).toMatchObject([{ index: 1 }]);
  });

  it('is kept in as much as there is room for', async () => {
    const { alerts } = await strict.translate({ job: 'x'.repeat(100_000) }, ORIGIN);

    expect(alerts[0]?.content.annotations['body']).toHaveLength(8_000);
  });

  it('may be nested as deeply as a body can be', async () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

    const { alerts } = await jobs.translate({ job: deep, message: deep }, ORIGIN);

    expect(alerts[0]?.incidentKey).toBe('mapping/nightly-jobs');
    expect(alerts[0]?.content.annotations['body']).toBe('(nested too deeply to be shown)');
  });

  it('may be nested too deeply for what is made of it', async () => {
    const parse = vi.spyOn(json, 'parse').mockImplementationOnce(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    onTestFinished(() => parse.mockRestore());

    const { notes } = await jobs.translate(BODY, ORIGIN);

    expect(notes?.map(({ note }) => note)).toEqual([
      'The mapping cannot read it, so it was kept as it is. It is nested too deeply.',
    ]);
  });
});

describe('a long list', () => {
  it('lets others do something in between', async () => {
    let breaths = 0;
    const breathe = () => {
      breaths += 1;
    };
    const slow = mapping({ fields: { title: 'job' }, tick: 3, breathe });

    await slow.translate(Array(50).fill({ job: 'a' }), ORIGIN);

    expect(breaths).toBeGreaterThan(5);
  });

  it('is kept unread from where it takes too long as a whole', async () => {
    const slow = mapping({ fields: { title: 'job' }, tick: 40 });

    const { alerts } = await slow.translate(Array(100).fill({ job: 'a' }), ORIGIN);

    expect(alerts).toHaveLength(100);
    expect(alerts[0]?.content.title).toBe('a');
    expect(alerts.at(-1)?.content.annotations['fault']).toBe('The body takes longer than 2000 ms.');
  });
});

it('any JSON becomes an alert for each entry, whatever it is', async () => {
  const any = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()));
  const broad = mapping({
    fields: { title: 'job ? job : *', status: 'status', severity: '**.severity', dedup_key: 'id' },
    labels: { all: '$', keys: '$keys($)' },
    annotations: { first: '$[0]' },
  });

  await fc.assert(
    fc.asyncProperty(any, async (body) => {
      const { alerts, rejected } = await broad.translate(body, ORIGIN).catch((error: unknown) => {
        expect(error).toBeInstanceOf(PayloadRejected);
        return { alerts: [], rejected: [] };
      });

      expect(rejected).toEqual([]);
      expect(alerts).toHaveLength(Array.isArray(body) ? body.length : 1);
      for (const { content } of alerts) expect(content.title).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
