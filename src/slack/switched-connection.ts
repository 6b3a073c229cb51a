import type { Connection } from './connection.ts';

/** A connection that is kept while it is wanted. */
export interface SwitchedConnection extends Pick<Connection, 'isUp' | 'fault' | 'close'> {
  want(isWanted: boolean): void;
}

/** Opens and ends a connection as often as it is wanted and no longer is; `up` hears whenever one stands for the first time. */
export function switchedConnection(make: () => Connection, up: () => void): SwitchedConnection {
  let current: Connection | null = null;
  let last: Connection | null = null;
  let isWanted = false;

  async function open(): Promise<void> {
    // The one before uses the same socket, until nothing of it is left.
    await last?.gone();
    if (!isWanted || current) return;
    current = make();
    await current.open();
    up();
  }

  async function close(): Promise<void> {
    isWanted = false;
    if (!current) return;
    last = current;
    current = null;
    await last.close();
  }

  return {
    want(wanted) {
      if (wanted === isWanted) return;
      isWanted = wanted;
      void (wanted ? open() : close());
    },
    isUp: () => current?.isUp() ?? false,
    fault: () => current?.fault() ?? null,
    close,
  };
}
