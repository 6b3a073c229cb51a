import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeWith, PYTHON } from './support/debian.ts';
import { run } from './support/program.ts';
import { INGEST_KEY, type Quell, startQuell } from './support/quell.ts';

const DJANGO = '/usr/lib/python3/dist-packages/django';
const CLIENTS = join(import.meta.dirname, 'support/clients');

/** A port that nobody had a moment ago: the configuration has to name one. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A Quell that takes mail in. */
async function start(): Promise<{ readonly quell: Quell; readonly port: number }> {
  const folder = temporaryFolder();
  const port = await freePort();
  writeFileSync(join(folder, 'quell.yml'), `mail: { port: ${port} }\n`);
  const quell = await startQuell({ folder });
  onTestFinished(async () => void (await quell.stop()));
  return { quell, port };
}

function python(script: string, ...args: readonly string[]) {
  return run(PYTHON, [join(CLIENTS, `${script}.py`), ...args], { PYTHONDONTWRITEBYTECODE: '1' });
}

describeWith([PYTHON], "mail of Python's own library", () => {
  it('opens an incident, and ends it', async () => {
    const { quell, port } = await start();
    const send = (...mail: readonly string[]) =>
      python('send-mail', String(port), INGEST_KEY, ...mail);

    const begun = await send('** PROBLEM Service Alert: web-1/HTTP is CRITICAL **', 'Timeout');
    const after = await quell.incidents();
    await send('** RECOVERY Service Alert: web-1/HTTP is OK **', 'HTTP OK');

    expect(begun.out).toBe('sent\n');
    expect(after).toMatchObject([
      {
        title: 'Service Alert: web-1/HTTP is CRITICAL',
        description: 'Timeout',
        severity: 'critical',
        source: 'mail',
        firing_count: 1,
      },
    ]);
    expect(await quell.incidents()).toMatchObject([{ firing_count: 0 }]);
  });

  it('is refused with a strange password', async () => {
    const { port } = await start();

    const said = await python('send-mail', String(port), 'stranger', 'Disk is full', 'On db-1');

    expect(said.out).toMatch(/^535 This password is no key/);
  });
});

describeWith([PYTHON, DJANGO], "mail of Django's AdminEmailHandler", () => {
  it.each(['text', 'pages'])(
    'is an error, without what it tells of requests and settings: %s',
    async (pages) => {
      const { quell, port } = await start();

      const said = await python('django-mail', String(port), INGEST_KEY, pages);

      expect(said).toMatchObject({ code: 0, out: '500\n' });
      expect(await quell.incidents()).toMatchObject([
        {
          title: "KeyError: 'order-5'",
          description: expect.stringMatching(/^clients\/django-mail\.py:\d+ in price$/),
        },
      ]);
      const everything = await Promise.all(
        ['/api/v1/incidents/1', '/api/v1/errors', '/api/v1/events', '/api/v1/audit'].map((path) =>
          quell.text(path),
        ),
      );
      expect(everything.join()).toContain('KeyError');
      expect(everything.join()).not.toMatch(/t0ken|s3cret|HTTP_AUTHORIZATION|ALLOWED_HOSTS/);
    },
  );
});
