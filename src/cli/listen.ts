import type { FastifyInstance } from 'fastify';
import type { EnvironmentConfig } from '../config/environment.ts';
import type { MailSettings } from '../config/settings.ts';
import type { MailDoor } from '../mail-in/door.ts';

/** The program cannot start; the message says why and what to do. */
export class Unstartable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'Unstartable';
  }
}

/** Opens the doors; answers the address at which people on this machine reach them. */
export async function listen(
  server: FastifyInstance,
  { host, port }: Pick<EnvironmentConfig, 'host' | 'port'>,
): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw new Unstartable(listenFault(error, host, port), error);
  }
  const address = server.server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return `http://${shown(host)}:${taken}`;
}

/** Opens the door for mail, where there is to be one. */
export async function listenForMail(
  door: Pick<MailDoor, 'listen'>,
  mail: MailSettings | null,
): Promise<void> {
  try {
    await door.listen(mail);
  } catch (error) {
    const place = `${mail?.host}:${mail?.port}`;
    const what = `Mail cannot be taken in at ${place}: ${String(error)}.`;
    throw new Unstartable(`${what} Set another "port" or "host" under "mail" in quell.yml.`, error);
  }
}

/** An address for "every interface" is none that a browser can open. */
function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** Why nobody can listen there, and what to do. */
export function listenFault(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Stop the program that has it, or set PORT to another.`;
    case 'EACCES':
      return `Port ${port} on ${host} may not be used by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is ${JSON.stringify(host)}, which is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Quell cannot listen on ${host}:${port}: ${String(error)}. Set HOST and PORT to a place that is free.`;
  }
}
