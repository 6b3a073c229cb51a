import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What makes certificates here. */
export const OPENSSL = '/usr/bin/openssl';

/** A door with TLS before a server that has none. */
export interface TlsProxy {
  /** Host and port, as clients want them. */
  readonly host: string;
  /** The file of the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** Starts a proxy for clients that insist on https, with a certificate of its own for localhost. */
export async function startTlsProxy(target: string, folder: string): Promise<TlsProxy> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const named = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(OPENSSL, [...made, ...named, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (from, to) => {
    const { method, headers, url = '/' } = from;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    certificate: cert,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
