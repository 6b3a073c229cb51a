import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** Makes a database with a name of its own that begins so, empty or as a copy of another; answers its address. */
export async function createDatabase(
  server: { readonly url: string; readonly prefix: string },
  template = 'template0',
): Promise<string> {
  const name = `${server.prefix}${randomUUID().replaceAll('-', '')}`;
  await asked(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** The name of the database at an address. */
export function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Drops a database, whoever is connected to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await asked(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Drops all databases whose names begin so. */
export async function dropAll(server: string, prefix: string): Promise<void> {
  const sql = 'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)';
  for (const { name } of await asked(server, sql, [prefix])) await dropDatabase(server, name);
}

async function asked(
  url: string,
  sql: string,
  values: readonly string[] = [],
): Promise<readonly { readonly name: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
