import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { redisLedger } from '../../src/budgets/redis.ts';
import { systemClock } from '../../src/clock.ts';
import { LIMITS } from '../../src/engine/delivery/budget.ts';
import type { Log } from '../../src/log.ts';
import { bullQueue } from '../../src/queue/bullmq.ts';
import { RedisUnusable } from '../../src/redis/clients.ts';
import { linkTo, silent } from '../support/redis-link.ts';
import { freePort } from '../support/servers/free-port.ts';
import { describeWith, type Needed } from '../support/servers/needed.ts';
import {
  installedRedis,
  type PrivateRedis,
  programOnPath,
  startRedis,
} from '../support/servers/redis.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startSentinel } from './support/sentinel.ts';

describeWith('Redis as many install it', installedRedis(), (file) => {
  it('is worked with by a name and a password', async () => {
    const redis = await serverWith(file);
    await redis.command('ACL', 'SETUSER', 'quell', 'on', '>s3cret', '~*', '&*', '+@all');
    await expectToWork(redis.url.replace('//', '//quell:s3cret@'));
  });

  it('says why it cannot be worked with where the password is wrong', async () => {
    const redis = await serverWith(file);
    await redis.command('CONFIG', 'SET', 'requirepass', 's3cret');
    const why = await whyAway(redis.url.replace('//', '//:wr0ng@'));
    expect(why).toContain('WRONGPASS');
    expect(why).not.toContain('wr0ng');
  });

  it('is worked with as a cluster', async () => {
    const redis = await serverWith(
      file,
      ...['--cluster-enabled', 'yes', '--cluster-port', `${await freePort()}`],
      ...['--cluster-announce-ip', '127.0.0.1'],
    );
    await redis.command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await expect
      .poll(() => redis.command('CLUSTER', 'INFO'), { timeout: 30_000 })
      .toContain('cluster_state:ok');
    await expectToWork(`redis-cluster://127.0.0.1:${redis.port}`);
  });

  it('is worked with through sentinels, also after another server became the master', async () => {
    const [master, replica] = [await serverWith(file), await serverWith(file)];
    await replica.command('REPLICAOF', '127.0.0.1', `${master.port}`);
    await expect
      .poll(() => replica.command('INFO', 'replication'), { timeout: 30_000 })
      .toContain('master_link_status:up');
    const sentinel = await startSentinel(file, master.port);
    onTestFinished(async () => void (await sentinel.stop()));
    const asked = new Redis(sentinel.port, '127.0.0.1');
    onTestFinished(() => asked.disconnect());

    const run = await expectToWork(`redis-sentinel://127.0.0.1:${sentinel.port}/ours`);
    await expect
      .poll(() => asked.call('SENTINEL', 'FAILOVER', 'ours').catch(String), { timeout: 30_000 })
      .toBe('OK');
    await expect
      .poll(() => asked.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'ours'), { timeout: 30_000 })
      .toEqual(['127.0.0.1', `${replica.port}`]);
    await run();
  });
});

describeWith('Redis over TLS', tlsPrograms(), ({ file, openssl }) => {
  it('is worked with over TLS, with a certificate of one’s own authority', async () => {
    const { certificate, key } = makeCertificate(openssl, temporaryFolder());
    const port = await freePort();
    await serverWith(
      file,
      ...['--tls-port', `${port}`, '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate],
    );
    await expectToWork(`rediss://127.0.0.1:${port}?ca=${certificate}`);
  });

  it('is refused with a sentence where its certificate cannot be read', async () => {
    const linked = linkTo('rediss://127.0.0.1:1?ca=/nowhere/ca.pem', '{quell}');
    await expect(linked).rejects.toThrow(RedisUnusable);
    await expect(linked).rejects.toThrow(
      /The certificate that REDIS_URL names cannot be read: .*\/nowhere\/ca\.pem/,
    );
  });

  it('is not trusted over TLS with a certificate of strangers', async () => {
    const { certificate, key } = makeCertificate(openssl, temporaryFolder());
    const port = await freePort();
    await serverWith(
      file,
      ...['--tls-port', `${port}`, '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate],
    );
    const why = await whyAway(`rediss://127.0.0.1:${port}`);
    expect(why).toContain('There is no connection to Redis.');
    expect(why).toContain('self-signed certificate');
  });
});

/** The queue runs a job and the ledger grants something; answers what runs one more job, however often it must be asked for. */
async function expectToWork(url: string): Promise<() => Promise<void>> {
  const link = await linkTo(url, '{quell}');
  const queue = await bullQueue({ redis: link, clock: systemClock, log: silent });
  onTestFinished(async () => {
    await queue.close();
    await link.close();
  });
  let ran = 0;
  queue.start(async () => {
    ran += 1;
  });
  const run = async () => {
    const before = ran;
    const again = () => {
      queue.schedule({ kind: 'tick' }, systemClock.now());
      return ran;
    };
    await expect.poll(again, { timeout: 30_000 }).toBeGreaterThan(before);
  };
  await run();
  const ledger = redisLedger(link.commands, link.prefix);
  const granted = async () => (await ledger.take('a', LIMITS.post, systemClock.now())).granted;
  await expect.poll(granted, { timeout: 30_000 }).toBe(true);
  return run;
}

/** What the log says of a Redis that is away from the beginning. */
async function whyAway(url: string): Promise<string> {
  const said: string[] = [];
  const warn: Log['warn'] = (fields) => said.push(inspect(fields));
  const link = await linkTo(url, '{quell}', { ...silent, warn });
  onTestFinished(() => link.close());
  expect(link.state()).toBe('away');
  return said.join('\n');
}

async function serverWith(file: string, ...args: string[]): Promise<PrivateRedis> {
  const redis = await startRedis({ file, args });
  onTestFinished(() => redis.stop());
  return redis;
}

function tlsPrograms(): Needed<{ readonly file: string; readonly openssl: string }> {
  const redis = installedRedis();
  const openssl = programOnPath('openssl');
  if ('missing' in redis) return redis;
  if (openssl === null) return { missing: 'install openssl, on Debian by `apt install openssl`' };
  return { there: { file: redis.there, openssl } };
}

function makeCertificate(openssl: string, folder: string) {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  execFileSync(
    openssl,
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=quell'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  );
  return { certificate, key };
}
