import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { EnvironmentConfig } from '../config/environment.ts';
import type { MailSettings } from '../config/settings.ts';

type Place = Pick<EnvironmentConfig, 'host' | 'port'>;

/** The program cannot start; the message says why and what to do. */
export class Unstartable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'Unstartable';
  }
}

/** Opens the doors; answers the port, which may have been left to chance. */
export async function listen(server: FastifyInstance, { host, port }: Place): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw new Unstartable(listenFault(error, host, port), error);
  }
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Listens for a moment where the doors are to be, so that a start that cannot be makes no database. */
export async function tryDoors(place: Place, mail: MailSettings | null): Promise<void> {
  try {
    await tryToListen(place);
  } catch (error) {
    throw new Unstartable(listenFault(error, place.host, place.port), error);
  }
  await listenForMail({ listen: async (at) => at && tryToListen(at) }, mail);
}

/** Listens there and ends it; rejects with the system's word where that cannot be. */
export function tryToListen({ host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port }, () => server.close(() => resolve()));
  });
}

/** Opens the door for mail, where there is to be one. */
export async function listenForMail(
  door: { listen(mail: MailSettings | null): Promise<unknown> },
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
