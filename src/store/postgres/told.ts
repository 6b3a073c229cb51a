import { setTimeout as wait } from 'node:timers/promises';
import { StoreFailed } from '../failure.ts';
import type { Database, Query, Value } from './database.ts';
import { isOfConnection, storeFailed } from './failure.ts';

/** So often a read is asked whose connection was lost, as when the server was started anew. */
const TRIES = 3;
const PAUSE_MS = 100;

/** The same database for reads: what goes wrong is told in sentences for people, and a read survives the loss of a connection. */
export function told(database: Database, name: string): Database {
  const query: Query = <Row extends object>(text: string, values?: readonly Value[]) => {
    const ask = () => database.query<Row>(text, values);
    return isRead(text)
      ? inWords('read', name, () => askAgain(ask))
      : inWords('save to', name, ask);
  };
  return {
    query,
    transaction: (work) => inWords('save to', name, () => database.transaction(work)),
    close: () => database.close(),
  };
}

/** Does something whose failure is told in a sentence. */
async function inWords<T>(
  doing: 'read' | 'save to',
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFailed(doing, name, error);
  }
}

function isRead(text: string): boolean {
  return /^\s*SELECT\b/.test(text);
}

async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries >= TRIES || !isOfConnection(error)) throw error;
      await wait(PAUSE_MS * tries);
    }
  }
}

/** The same database until it is closed: then nothing is asked any more. */
export function closable(
  database: Database,
  name: string,
): Database & { readonly isOpen: boolean } {
  let isOpen = true;
  const mustBeOpen = () => {
    if (!isOpen) throw new StoreFailed(`The database ${name} is closed.`);
  };
  const query: Query = async (text, values) => {
    mustBeOpen();
    return database.query(text, values);
  };
  return {
    get isOpen() {
      return isOpen;
    },
    query,
    transaction: async (work) => {
      mustBeOpen();
      return database.transaction(work);
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await database.close();
    },
  };
}
