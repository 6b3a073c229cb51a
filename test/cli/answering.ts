import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Starts a server that answers so; closed after the test. */
export async function answering(
  answer: (path: string) => readonly [status: number, body: string],
): Promise<string> {
  const server = createServer((request, response) => {
    const [status, body] = answer(request.url ?? '');
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  // A server that listens at a port has this address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
