import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

/** A program that has a port with a free one somewhere behind it. */
async function taken(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('takes one of the next ports where the wanted one is taken', async () => {
  const port = await taken();

  const sandbox = await startSandbox({ port });
  onTestFinished(() => sandbox.close());
  const got = Number(new URL(sandbox.url).port);

  expect(got).toBeGreaterThan(port);
  expect(got).toBeLessThanOrEqual(port + 20);
});

it('says so where its address may not be listened at', async () => {
  await expect(startSandbox({ host: '192.0.2.1', port: 4_000 })).rejects.toThrow('EADDRNOTAVAIL');
});
