import type { Log } from './log.ts';

/** Where lines are appended, such as an open file. */
export interface LineFile {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** What the log of errors is made of. */
export interface ErrorLogDeps {
  /** The name of the file as configured now; null: there is no log. */
  readonly path: () => string | null;
  /** Opens a file for appending, and makes it where there is none. */
  readonly open: (path: string) => Promise<LineFile>;
  readonly log: Log;
}

/** A file to which errors are appended, a line each. Nobody waits for it, and its faults stop nothing. */
export interface ErrorLog {
  /** Whether lines are wanted now. */
  isOpen(): boolean;
  append(lines: readonly string[]): void;
  /** The file was moved away: the next line goes into a new one. */
  reopen(): void;
  /** Resolves when what waits is written, or cannot be. */
  close(): Promise<void>;
}

/** A disk that is slower than this much text is behind for good. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Appends what it is given in the background, in order. */
export function errorLog(deps: ErrorLogDeps): ErrorLog {
  return new WaitingLines(deps);
}

interface Opened {
  readonly path: string;
  readonly file: LineFile;
}

class WaitingLines implements ErrorLog {
  readonly #deps: ErrorLogDeps;
  #waiting: string[] = [];
  #size = 0;
  #opened: Opened | null = null;
  #isStale = false;
  #isWriting = false;
  /** Resolves when all that waited is written. */
  #written: Promise<void> = Promise.resolve();
  /** Lines that are in no file, since the last one that is. */
  #lost = 0;

  constructor(deps: ErrorLogDeps) {
    this.#deps = deps;
  }

  isOpen(): boolean {
    return this.#deps.path() !== null;
  }

  append(lines: readonly string[]): void {
    for (const line of lines) this.#add(`${line}\n`);
    if (!this.#isWriting) this.#written = this.#write();
  }

  reopen(): void {
    this.#isStale = true;
  }

  async close(): Promise<void> {
    await this.#written;
    await this.#closeFile();
  }

  #add(line: string): void {
    if (this.#size + line.length > MOST_WAITING) {
      this.#lose(1, 'the disk is too slow');
    } else {
      this.#waiting.push(line);
      this.#size += line.length;
    }
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      this.#size = 0;
      await this.#writeSome(lines);
    }
    this.#isWriting = false;
  }

  async #writeSome(lines: readonly string[]): Promise<void> {
    const path = this.#deps.path();
    if (path === null) return this.#closeFile();
    try {
      const file = await this.#fileAt(path);
      await file.append(lines.join(''));
      this.#found();
    } catch (error) {
      this.#lose(lines.length, error);
      // A file that was cut short, or whose disk is full, is opened anew.
      this.#isStale = true;
    }
  }

  async #fileAt(path: string): Promise<LineFile> {
    if (this.#isStale || this.#opened?.path !== path) await this.#closeFile();
    this.#opened ??= { path, file: await this.#deps.open(path) };
    this.#isStale = false;
    return this.#opened.file;
  }

  async #closeFile(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.file.close().catch((error: unknown) => {
      this.#deps.log.debug({ path: opened.path, error }, 'the log of errors was not closed well');
    });
  }

  /** Said once, however long it lasts. */
  #lose(lines: number, error: unknown): void {
    if (this.#lost === 0) {
      const fields = { path: this.#deps.path(), error };
      this.#deps.log.error(fields, 'errors are not written to their log; the store has them');
    }
    this.#lost += lines;
  }

  #found(): void {
    if (this.#lost === 0) return;
    const fields = { path: this.#deps.path(), lost: this.#lost };
    this.#deps.log.info(fields, 'errors are written to their log again');
    this.#lost = 0;
  }
}
