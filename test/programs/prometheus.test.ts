import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeWith, PROMETHEUS, startPrometheus } from './support/debian.ts';
import { connectedTo, INGEST_KEY, type Quell, startQuell } from './support/quell.ts';

const BEARER = `authorization: { type: Bearer, credentials: ${INGEST_KEY} }`;
const BASIC = `basic_auth: { username: prometheus, password: ${INGEST_KEY} }`;

/** Prometheus' own configuration, as its documentation tells people to write it. */
const configFor = (quell: Quell, auth: string) => `
global: { evaluation_interval: 1s }
rule_files: [rules.yml]
alerting:
  alertmanagers:
    - api_version: v2
      ${auth}
      static_configs: [{ targets: ['${new URL(quell.url).host}'] }]
`;

const hostsAre = (hosts: readonly string[]) =>
  hosts
    .map((host) => `label_replace(vector(1), "instance", "${host}:9100", "", "")`)
    .join(' or ') || 'vector(1) == 0';

/** A rule that fires for each of these hosts. */
const rule = (...hosts: readonly string[]) => `
groups:
  - name: disks
    rules:
      - alert: DiskFull
        expr: ${JSON.stringify(hostsAre(hosts))}
        labels: { severity: critical, service: db }
        annotations: { summary: '{{ $labels.instance }} has no space left' }
`;

/** Looks again until it holds: how long that takes depends on the machine. */
function eventually(look: () => Promise<void>): Promise<void> {
  return vi.waitFor(look, { timeout: 40_000, interval: 50 });
}

async function start(auth: string) {
  const folder = temporaryFolder();
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const options = { folder, slack: connectedTo(sandbox) };
  const quell = await startQuell(options);
  onTestFinished(async () => void (await quell.stop()));
  writeFileSync(join(folder, 'rules.yml'), rule('db-01', 'db-02'));
  const prometheus = await startPrometheus(folder, configFor(quell, auth));
  onTestFinished(async () => void (await prometheus.stop()));
  return { quell, sandbox, options, prometheus, folder };
}

describeWith([PROMETHEUS], 'Prometheus', () => {
  it('has its alerts worked as an incident, from firing to their end', {
    timeout: 180_000,
  }, async () => {
    const { quell, sandbox, options, prometheus, folder } = await start(BEARER);
    const setRule = (...hosts: readonly string[]) => {
      writeFileSync(join(folder, 'rules.yml'), rule(...hosts));
      prometheus.signal('SIGHUP');
    };
    const card = () => sandbox.channel('#alerts').message('INC-1');

    await eventually(async () => {
      const [incident, ...others] = await quell.incidents();
      expect(others).toEqual([]);
      expect(incident).toMatchObject({
        title: 'DiskFull on 2 hosts',
        status: 'triggered',
        severity: 'critical',
        source: 'alertmanager',
        firing_count: 2,
        // In any order.
        hosts: expect.arrayContaining(['db-01', 'db-02']),
        slack: { channel: sandbox.channel('#alerts').id },
      });
      expect(card().words).toContain('DiskFull on 2 hosts');
    });

    setRule('db-02');
    await eventually(async () => {
      expect((await quell.incidents())[0]).toMatchObject({ status: 'triggered', firing_count: 1 });
    });

    setRule();
    await eventually(async () => {
      expect((await quell.incidents())[0]).toMatchObject({ status: 'triggered', firing_count: 0 });
    });
    expect(await quell.get('/api/v2/alerts')).toEqual([]);

    expect(await quell.stop()).toBe(0);
    const later = await startQuell({ ...options, ahead: minutes(3) });
    onTestFinished(async () => void (await later.stop()));
    await eventually(async () => {
      expect((await later.incidents())[0]).toMatchObject({ status: 'resolved', alert_count: 2 });
      expect(card().words).toMatch(/resolved/i);
    });
    expect(sandbox.channel('#alerts').messages()).toHaveLength(1);
  });

  it('may send the key as the password of Basic authentication', async () => {
    const { quell } = await start(BASIC);

    await eventually(async () => expect(await quell.incidents()).toHaveLength(1));
  });
});
