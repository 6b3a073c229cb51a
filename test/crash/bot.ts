import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';

/** How the process is started. */
export interface BotSetting {
  readonly main: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its log is kept, for whoever looks into a failure. */
  readonly logFile: string;
}

interface Life {
  readonly child: ChildProcess;
  readonly ready: Promise<boolean>;
  readonly ended: Promise<number | null>;
}

/** The process under test, over all its lives. */
export class Bot {
  readonly #setting: BotSetting;
  readonly #log: WriteStream;
  #life: Life | null = null;
  #up: Promise<void>;
  #rise: () => void = () => {};
  #isUp = false;
  #killed = false;
  /** Ends that nobody asked for. */
  readonly deaths: string[] = [];
  readonly starts: number[] = [];
  kills = 0;

  constructor(setting: BotSetting) {
    this.#setting = setting;
    this.#log = createWriteStream(setting.logFile, { flags: 'a' });
    this.#up = this.#notYet();
  }

  /** Resolves while it is up at once, and otherwise when it is up again. */
  up(): Promise<void> {
    return this.#up;
  }

  /** Starts it; resolves to whether it came so far as to be ready. */
  start(): Promise<boolean> {
    const { main, folder, env } = this.#setting;
    this.#killed = false;
    const begun = performance.now();
    const child = spawn(process.execPath, [main, 'serve'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#log.write(`--- started as ${child.pid}\n`);
    child.stderr.pipe(this.#log, { end: false });
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code, signal) => {
        this.#ended(code, signal);
        resolve(code);
      });
    });
    const ready = new Promise<boolean>((resolve) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (!said.includes('is ready')) return;
        resolve(true);
      });
      void ended.then(() => resolve(false));
    });
    void ready.then((isReady) => {
      if (!isReady || this.#killed) return;
      this.starts.push(performance.now() - begun);
      this.#isUp = true;
      this.#rise();
    });
    this.#life = { child, ready, ended };
    return ready;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#killed = true;
    this.#life?.child.kill('SIGKILL');
    this.kills += 1;
    await this.#life?.ended;
  }

  /** Asks it to end; answers its exit code. */
  async stop(): Promise<number | null> {
    this.#killed = true;
    this.#life?.child.kill('SIGTERM');
    return (await this.#life?.ended) ?? null;
  }

  /** Leaves no process behind, whatever happened. */
  abandon(): void {
    this.#life?.child.kill('SIGKILL');
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#isUp) this.#up = this.#notYet();
    this.#isUp = false;
    if (!this.#killed) this.deaths.push(`Quell ended by itself, with ${code ?? signal}.`);
  }

  #notYet(): Promise<void> {
    return new Promise((resolve) => {
      this.#rise = resolve;
    });
  }
}
