import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ALERTMANAGER, describeWith, startAlertmanager } from './support/debian.ts';
import { run } from './support/program.ts';
import { INGEST_KEY, type Quell, startQuell } from './support/quell.ts';
import { OPENSSL, startTlsProxy } from './support/tls.ts';

async function start(): Promise<{ readonly quell: Quell; readonly folder: string }> {
  const folder = temporaryFolder();
  const quell = await startQuell();
  onTestFinished(async () => void (await quell.stop()));
  return { quell, folder };
}

interface Timeline {
  readonly entries: readonly {
    readonly kind: string;
    readonly actor: { readonly name?: string };
  }[];
}

async function kindsOf(quell: Quell): Promise<readonly string[]> {
  const { entries } = await quell.get<Timeline>('/api/v1/incidents/1/timeline');
  return entries.map(({ kind, actor }) => `${kind} by ${actor.name ?? 'Quell'}`);
}

describeWith([OPENSSL], 'a public client library', () => {
  /** Runs a program that uses the library; answers what it prints. */
  async function client(name: string, quell: Quell, folder: string) {
    const proxy = await startTlsProxy(quell.url, folder);
    onTestFinished(() => proxy.close());
    const host = name === 'pagerduty' ? proxy.host : `https://${proxy.host}`;
    const file = join(import.meta.dirname, `support/clients/${name}.mjs`);
    const env = { NODE_EXTRA_CA_CERTS: proxy.certificate };
    const said = await run(process.execPath, [file, host, INGEST_KEY], env);
    expect(said).toMatchObject({ code: 0 });
    return JSON.parse(said.out);
  }

  it("of PagerDuty's has its events worked", async () => {
    const { quell, folder } = await start();

    const answers = await client('pagerduty', quell, folder);

    const { dedup_key } = answers[0].data;
    const processed = { status: 'success', message: 'Event processed', dedup_key };
    expect(dedup_key).toEqual(expect.any(String));
    expect(answers).toEqual([
      { status: 202, data: processed },
      { status: 202, data: processed },
      { status: 202, data: { status: 'success', message: 'Change event processed' } },
      { status: 202, data: processed },
      {
        status: 400,
        data: {
          status: 'invalid event',
          message: 'Event object is invalid',
          errors: ['summary', 'source', 'severity'].map(
            (field) => `'payload.${field}' is missing or blank`,
          ),
        },
      },
    ]);
    expect(await quell.incidents()).toMatchObject([
      {
        title: 'Disk is full on db-01',
        severity: 'error',
        status: 'acknowledged',
        firing_count: 0,
      },
    ]);
    expect(await kindsOf(quell)).toEqual(
      expect.arrayContaining(['acknowledged by PagerDuty API', 'changed by db-01']),
    );
  });

  it("of Opsgenie's has its alerts worked", async () => {
    const { quell, folder } = await start();

    const said = await client('opsgenie', quell, folder);

    const accepted = { result: 'Request will be processed', requestId: expect.any(String) };
    expect(said).toMatchObject({
      created: accepted,
      data: { isSuccess: true, status: 'Created alert', alias: 'disk-db-01' },
      shown: { data: { tinyId: '1', message: 'Disk is full', status: 'open', priority: 'P2' } },
      acknowledged: accepted,
      noted: accepted,
      closed: accepted,
      unknown: { message: 'Alert does not exist', httpStatusCode: 404 },
    });
    expect(await quell.incidents()).toMatchObject([{ title: 'Disk is full', status: 'resolved' }]);
    expect(await kindsOf(quell)).toEqual(
      expect.arrayContaining(['acknowledged by ann', 'note by ann', 'resolved by ann']),
    );
  });
});

describeWith([ALERTMANAGER], "Debian's Alertmanager", () => {
  const receivers = (url: string) => ({
    pagerduty: `pagerduty_configs: [{ routing_key: ${INGEST_KEY}, url: '${url}/v2/enqueue', severity: '{{ .CommonLabels.severity }}' }]`,
    opsgenie: `opsgenie_configs: [{ api_key: ${INGEST_KEY}, api_url: '${url}/', update_alerts: true }]`,
  });

  it.each(['pagerduty', 'opsgenie'] as const)(
    'has its alerts worked by %s_configs',
    async (name) => {
      const { quell, folder } = await start();
      const alertmanager = await startAlertmanager(
        folder,
        `route: { receiver: bot, group_by: [alertname], group_wait: 0s, group_interval: 1s }
receivers: [{ name: bot, ${receivers(quell.url)[name]} }]`,
      );
      onTestFinished(async () => void (await alertmanager.stop()));
      const tell = async (ends: object) => {
        const labels = {
          alertname: 'DiskFull',
          service: 'db',
          instance: 'db-01:9100',
          severity: 'critical',
        };
        const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([{ labels, annotations: { summary: '97 % used' }, ...ends }]),
        });
        expect(answer.status).toBe(200);
      };
      const shows = (incident: object) =>
        vi.waitFor(async () => expect(await quell.incidents()).toMatchObject([incident]), {
          timeout: 30_000,
          interval: 50,
        });

      await tell({});
      const first = { title: 'DiskFull on db-01', severity: 'critical', source: name };
      await shows({ ...first, firing_count: 1 });
      await tell({ endsAt: new Date().toISOString() });
      await shows({ ...first, firing_count: 0, alert_count: 1, occurrence_count: 1 });
    },
  );
});
