import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AMTOOL, describeWith } from './support/debian.ts';
import { newFolder, run, type Said } from './support/program.ts';
import { INGEST_KEY, type Quell, startQuell } from './support/quell.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Silences {
  readonly silences: readonly { readonly id: string; readonly state: string }[];
}

describeWith([AMTOOL], 'amtool', () => {
  let folder: ReturnType<typeof newFolder>;
  let quell: Quell;

  beforeAll(async () => {
    folder = newFolder();
    quell = await startQuell();
  });
  afterAll(async () => {
    await quell.stop();
    folder.remove();
  });

  const withUrl = (url: string, args: readonly string[]): Promise<Said> =>
    run(AMTOOL, [`--alertmanager.url=${url}`, ...args], { HOME: folder.path });
  const ask = (...args: readonly string[]) =>
    withUrl(quell.url.replace('//', `//amtool:${INGEST_KEY}@`), args);

  /** Runs a command that must go well; answers what it prints. */
  const done = async (...args: readonly string[]): Promise<string> => {
    const said = await ask(...args);
    expect(said).toMatchObject({ code: 0, err: '' });
    return said.out.trim();
  };
  const doneAsJson = async (...args: readonly string[]) =>
    JSON.parse(await done(...args, '-o', 'json'));

  describe('alert', () => {
    beforeAll(async () => {
      const disk = ['alert', 'add', 'DiskFull', 'service=db'];
      await done(...disk, 'instance=db-01', 'severity=critical', '--annotation=summary=97 % used');
      await done(...disk, 'instance=db-02', 'severity=warning', '--generator-url=http://prom/g');
      await done('alert', 'add', 'alertname=Slow', 'service=Größe der Welt', 'severity=warning');
    });

    it('add opens an incident', async () => {
      const incidents = await quell.incidents();

      expect(incidents.map(({ title }) => title).sort()).toEqual(['DiskFull on 2 hosts', 'Slow']);
      expect(incidents.find(({ title }) => title !== 'Slow')).toMatchObject({
        severity: 'critical',
        alert_count: 2,
      });
    });

    it('add with an end ends it', async () => {
      await done('alert', 'add', 'Brief');
      const end = new Date().toISOString();

      await done('alert', 'add', 'Brief', `--end=${end}`);

      expect(await doneAsJson('alert', 'query', 'Brief')).toEqual([]);
    });

    it('query shows what people need', async () => {
      expect(await done('alert', 'query', 'instance=db-01')).toMatch(
        /^Alertname +Starts At +Summary +State *\nDiskFull +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC +97 % used +active/,
      );
      expect((await doneAsJson('alert', 'query', 'instance=db-02'))[0]).toMatchObject({
        labels: { alertname: 'DiskFull', instance: 'db-02', service: 'db', severity: 'warning' },
        generatorURL: 'http://prom/g',
        receivers: [{ name: '#alerts' }],
        status: { state: 'active', silencedBy: [], inhibitedBy: [] },
      });
    });

    it.each<readonly [string, readonly string[], number]>([
      ['all of them', [], 3],
      ['those of a name', ['DiskFull'], 2],
      ['those where a label is equal', ['severity=warning'], 2],
      ['those where a label is another', ['severity!=warning'], 1],
      ['those where a label matches', ['instance=~db-0[12]'], 2],
      ['none where a pattern matches a part only', ['instance=~db'], 0],
      ['those where a label does not match', ['instance!~db-.*'], 1],
      ['those that several matchers agree on', ['DiskFull', 'severity=warning'], 1],
      ['those without a label', ['instance='], 1],
      ['a value with spaces and umlauts', ['service=Größe der Welt'], 1],
      ['none for an unknown value', ['severity=none'], 0],
      ['those for a receiver', ['--receiver=#al.*'], 3],
      ['none for another receiver', ['--receiver=#other'], 0],
      ['the active ones', ['--active'], 3],
      ['the silenced ones', ['--silenced'], 0],
      ['the inhibited ones, of which there are none', ['--inhibited'], 0],
    ])('query finds %s', async (_, args, count) => {
      expect(await doneAsJson('alert', 'query', ...args)).toHaveLength(count);
    });
  });

  describe('silence', () => {
    const wanted = ['--author=ann', '--comment=upgrade', '--duration=2h'];

    it('add silences alerts, here and for people in Slack alike', async () => {
      await done('alert', 'add', 'Added');
      const id = await done('silence', 'add', 'alertname=Added', ...wanted);

      expect(id).toMatch(UUID);
      expect(await doneAsJson('alert', 'query', 'Added')).toEqual([]);
      expect((await doneAsJson('alert', 'query', 'Added', '--silenced'))[0].status).toMatchObject({
        state: 'suppressed',
        silencedBy: [id],
      });
      expect((await quell.get<Silences>('/api/v1/silences')).silences).toContainEqual(
        expect.objectContaining({
          id,
          state: 'active',
          matchers: ['alertname="Added"'],
          author: 'ann',
          reason: 'upgrade',
        }),
      );
    });

    it('query finds silences by what they match and by when they end', async () => {
      const id = await done('silence', 'add', 'team=~a|b', 'env!=test', ...wanted);
      const query = (...args: readonly string[]) => done('silence', 'query', '-q', ...args);

      expect(await query('team=~a|b')).toBe(id);
      expect(await query('team=~a|b', 'env!=test')).toBe(id);
      expect(await query('team=a|b')).toBe('');
      expect(await query('team=~a|b', '--within=3h')).toBe(id);
      expect(await query('team=~a|b', '--within=1h')).toBe('');
      expect((await doneAsJson('silence', 'query', 'team=~a|b'))[0]).toMatchObject({
        id,
        status: { state: 'active' },
        createdBy: 'ann',
        comment: 'upgrade',
        matchers: [
          { name: 'team', value: 'a|b', isRegex: true, isEqual: true },
          { name: 'env', value: 'test', isRegex: false, isEqual: false },
        ],
      });
    });

    it('add takes a start to come', async () => {
      const start = new Date(Date.now() + 3_600_000).toISOString();

      const id = await done('silence', 'add', 'a=later', ...wanted, `--start=${start}`);

      expect((await doneAsJson('silence', 'query', 'a=later'))[0]).toMatchObject({
        id,
        status: { state: 'pending' },
      });
    });

    it('update changes a silence in its place', async () => {
      const id = await done('silence', 'add', 'a=updated', ...wanted);
      const [before] = await doneAsJson('silence', 'query', 'a=updated');

      await done('silence', 'update', id, '--duration=5h', '--comment=takes longer');

      const [after, ...others] = await doneAsJson('silence', 'query', 'a=updated');
      expect(others).toEqual([]);
      expect(after).toMatchObject({ id, comment: 'takes longer', createdBy: 'ann' });
      expect(Date.parse(after.endsAt) - Date.parse(before.endsAt)).toBeGreaterThan(2.9 * 3_600_000);
    });

    it('expire ends a silence, which is listed among the expired ones then', async () => {
      await done('alert', 'add', 'Ended');
      const id = await done('silence', 'add', 'alertname=Ended', ...wanted);

      expect(await done('silence', 'expire', id)).toBe('');

      expect(await done('silence', 'query', '-q', 'alertname=Ended')).toBe('');
      expect(await done('silence', 'query', '-q', '--expired', 'alertname=Ended')).toBe(id);
      expect(await doneAsJson('alert', 'query', 'Ended')).toHaveLength(1);
    });

    it('import takes what query wrote', async () => {
      const id = await done('silence', 'add', 'a=imported', ...wanted);
      const file = join(folder.path, 'silences.json');
      writeFileSync(file, await done('silence', 'query', 'a=imported', '-o', 'json'));

      await done('silence', 'import', file);
      expect(await done('silence', 'query', '-q', 'a=imported')).toBe(id);

      await done('silence', 'import', '--force', file);
      expect(await doneAsJson('silence', 'query', 'a=imported')).toHaveLength(2);
    });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ['config show', ['config', 'show'], /^route:\n {2}receiver: "#alerts"$/m],
    ['config routes', ['config', 'routes'], /default-route +receiver: #alerts/],
    ['config routes test', ['config', 'routes', 'test', 'service=db'], /^#alerts$/],
    ['cluster show', ['cluster', 'show'], /^Cluster Status: +ready$/m],
  ])('%s works', async (_, args, expected) => {
    expect(await done(...args)).toMatch(expected);
  });

  it('may send the key as a bearer token', async () => {
    const file = join(folder.path, 'http.yml');
    writeFileSync(file, `authorization: { credentials: ${INGEST_KEY} }`);

    const said = await withUrl(quell.url, ['cluster', 'show', `--http.config.file=${file}`]);

    expect(said).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['without a key', 'http://'],
    ['with a wrong key', 'http://amtool:wrong@'],
  ])('is refused %s', async (_, prefix) => {
    const said = await withUrl(quell.url.replace('http://', prefix), ['alert', 'query']);

    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringContaining('401') });
  });
});
