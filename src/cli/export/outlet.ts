import { type FileHandle, open } from 'node:fs/promises';
import { BotFault } from '../bot/bot-fault.ts';
import type { Console } from '../command.ts';

/** Where an export goes. */
export interface Outlet {
  /** For people; null: where they see it themselves. */
  readonly name: string | null;
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The file, or else the standard output. A file is there from the first writing on. */
export function outletTo(path: string | null, console: Console): Outlet {
  if (path === null) {
    return { name: null, write: async (text) => console.out(text), close: async () => {} };
  }
  let file: FileHandle | undefined;
  const told = <T>(work: Promise<T>) => work.catch((error) => notWritten(path, error));
  return {
    name: path,
    write: async (text) => {
      file ??= await told(open(path, 'w'));
      await told(file.appendFile(text));
    },
    close: async () => file?.close(),
  };
}

function notWritten(path: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new BotFault(`${path} cannot be written: ${why}.`, error);
}
