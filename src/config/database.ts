import { z } from 'zod';

/** Where the state is kept. */
export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly path: string }
  /** The whole address; it may hold a password. */
  | { readonly kind: 'postgres'; readonly url: string };

const FORMS = 'sqlite:PATH, such as sqlite:data/quell.db, or postgres://USER:PASSWORD@HOST/NAME';
const isPostgres = (text: string) => /^postgres(ql)?:\/\//.test(text);

/** `DATABASE_URL`. What it says is shown in no fault, since it may hold a password. */
export const DATABASE = z
  .string()
  .refine((text) => isPostgres(text) || /^sqlite:./.test(text), {
    message: `it must be ${FORMS}`,
    abort: true,
  })
  .refine((text) => text !== 'sqlite::memory:', {
    message: 'what is only in memory is lost at the end; write sqlite: and the path of a file',
    abort: true,
  })
  .refine((text) => !isPostgres(text) || isWholeAddress(text), {
    message:
      'it is no whole address: it must be like postgres://USER:PASSWORD@HOST/NAME, with what is no letter or digit in a password written as %XX',
  })
  .default('sqlite:data/quell.db')
  .transform(configOf);

/** A socket's folder may stand in the query, so that there may be no host. */
function isWholeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, pathname, searchParams } = new URL(text);
  return (hostname !== '' || searchParams.has('host')) && pathname.length > 1;
}

function configOf(text: string): DatabaseConfig {
  if (isPostgres(text)) return { kind: 'postgres', url: text };
  return { kind: 'sqlite', path: text.slice('sqlite:'.length) };
}

/** As `openStore` takes it. */
export function databaseUrl(database: DatabaseConfig): string {
  return database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url;
}

/** For people: without user, password and options. */
export function databaseName(database: DatabaseConfig): string {
  if (database.kind === 'sqlite') return database.path;
  const { host, pathname, searchParams } = new URL(database.url);
  return `PostgreSQL at ${host || searchParams.get('host')}${pathname}`;
}
