import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../support/servers/free-port.ts';
import { describeWith, type Needed } from '../support/servers/needed.ts';
import { configured, NGINX, startNginx } from './support/nginx.ts';

const nginx: Needed<string> = existsSync(NGINX)
  ? { there: NGINX }
  : { missing: 'install nginx, on Debian by `apt install nginx-light`' };

/** What a request to a bot was. */
type Seen = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** A server in the place of a bot; answers with its address and what it saw. */
async function bot(answer: RequestListener = (_, reply) => reply.end('taken')) {
  const seen: Seen[] = [];
  const server = createServer((request, reply) => {
    seen.push(request);
    answer(request, reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // The guarantee: a server that listens on a port and no pipe has such an address.
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, seen };
}

/** Takes the request, and drops the connection without an answer. */
const dropping: RequestListener = (request) => {
  request.resume().on('end', () => request.socket.destroy());
};

const nobody = async () => `127.0.0.1:${await freePort()}`;
const post = (url: string) => fetch(url, { method: 'POST', body: '{"title":"A"}' });

async function statuses(count: number, ask: () => Promise<Response>): Promise<readonly number[]> {
  const found = [];
  for (let left = count; left > 0; left -= 1) found.push((await ask()).status);
  return found;
}

describeWith('deploy/nginx.conf', nginx, (program) => {
  it('is one that nginx takes', async () => {
    const { file, folder } = configured(['127.0.0.1:1'], await freePort());
    const args = ['-t', '-e', 'stderr', '-p', folder, '-c', file];
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });

    expect(stderr).toContain('test is successful');
    expect(status).toBe(0);
  });

  it('spreads requests over the bots', async () => {
    const [one, other] = [await bot(), await bot()];
    const { url } = await startNginx([one.address, other.address]);

    expect(await statuses(10, () => post(`${url}/hooks/json`))).toEqual(Array(10).fill(200));
    expect([one.seen.length, other.seen.length]).toEqual([5, 5]);
  });

  it('hands on what was asked and from where, and believes no client about that', async () => {
    const { address, seen } = await bot();
    const { url } = await startNginx([address]);
    const headers = { 'x-forwarded-for': '1.2.3.4', authorization: 'Bearer KEY' };
    await fetch(`${url}/hooks/json?a=b`, { method: 'POST', headers, body: '{}' });

    expect(seen[0]).toMatchObject({ method: 'POST', url: '/hooks/json?a=b' });
    expect(seen[0]!.headers).toMatchObject({
      authorization: 'Bearer KEY',
      host: new URL(url).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it('sends what a bot that is gone cannot take to another one', async () => {
    const { address, seen } = await bot();
    const { url } = await startNginx([await nobody(), address]);

    expect(await statuses(10, () => post(`${url}/hooks/json`))).toEqual(Array(10).fill(200));
    expect(seen).toHaveLength(10);
  });

  it('never sends a POST twice that a bot may have taken', async () => {
    const [one, other] = [await bot(dropping), await bot(dropping)];
    const { url } = await startNginx([one.address, other.address]);

    expect((await post(`${url}/hooks/json`)).status).toBe(502);
    expect(one.seen.length + other.seen.length).toBe(1);
  });

  it('asks another bot for what only reads', async () => {
    const [one, other] = [await bot(dropping), await bot()];
    const { url } = await startNginx([one.address, other.address]);

    expect(await statuses(4, () => fetch(`${url}/api/v1/incidents`))).toEqual([200, 200, 200, 200]);
  });

  it('shows nobody the figures of a process by chance', async () => {
    const { address, seen } = await bot();
    const { url } = await startNginx([address]);

    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('lets the bot say what is wrong with a body that is too large', async () => {
    const { address } = await bot((request, reply) => {
      request.resume().on('end', () => reply.writeHead(413).end('of the bot'));
    });
    const { url } = await startNginx([address]);
    const body = 'a'.repeat(1_500_000);

    expect(await (await fetch(url, { method: 'POST', body })).text()).toBe('of the bot');
  });

  it('writes no key into its log', async () => {
    const front = await startNginx([(await bot()).address, await nobody()]);
    await post(`${front.url}/hooks/json?key=SECRET`);
    await post(`${front.url}/hooks/json?key=SECRET`);

    await vi.waitFor(() => expect(front.log().match(/POST \/hooks\/json 200/g)).toHaveLength(2));
    expect(front.log()).not.toContain('SECRET');
  });
});
