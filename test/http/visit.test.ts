import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { visit } from '../../src/http/signatures/visit.ts';

/** The address at which this is answered. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('brings the text at an address', async () => {
  const address = await answering((_, response) => response.end('a certificate'));

  expect(await visit(address)).toBe('a certificate');
});

it.each<readonly [string, RequestListener, RegExp]>([
  [
    'is more than a certificate can be',
    (_, response) => response.end('x'.repeat(300 * 1024)),
    /^The answer has more than 262144 bytes\.$/,
  ],
  [
    'is not there',
    (_, response) => response.writeHead(404).end(),
    /^127\.0\.0\.1:\d+ answered 404\.$/,
  ],
  [
    'is elsewhere',
    (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1' }).end(),
    /^fetch failed$/,
  ],
])('fails where what is wanted %s', async (_, listener, message) => {
  await expect(visit(await answering(listener))).rejects.toThrow(message);
});
