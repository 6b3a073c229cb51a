import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, createWriteStream, readFileSync, type WriteStream } from 'node:fs';

/** How a program is started. */
export interface ProgramSetting {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logFile: string;
  /** Whom it runs as; the same as this where not given. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Whether it can be used by now: by what it has said, or by asking it. */
  readonly isReady: (said: string) => boolean | Promise<boolean>;
  /** Told of an end that nobody asked for. */
  readonly died: (how: string) => void;
}

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  said: string;
  over: boolean;
  wanted: boolean;
}

const LOOK_EVERY = 50;

/** A process that is killed and started again; nothing of it outlives this one. */
export class Program {
  readonly #setting: ProgramSetting;
  readonly #log: WriteStream;
  #life: Life | null = null;

  constructor(setting: ProgramSetting) {
    this.#setting = setting;
    this.#log = createWriteStream(setting.logFile, { flags: 'a' });
    process.once('exit', () => this.#end());
  }

  get isRunning(): boolean {
    return this.#life !== null && !this.#life.over;
  }

  /** Starts it; resolves to whether it came so far as to be ready. */
  async start(): Promise<boolean> {
    const { command, args, env, folder, user } = this.#setting;
    const child = spawn(command, [...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    });
    this.#note(`started as ${child.pid}`);
    child.stderr.pipe(this.#log, { end: false });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const life: Life = { child, ended, said: '', over: false, wanted: false };
    this.#life = life;
    child.stdout.on('data', (chunk: Buffer) => {
      life.said += chunk.toString();
      this.#log.write(chunk);
    });
    child.once('exit', (code, signal) => this.#ended(life, code ?? signal));
    return this.#ready(life);
  }

  /** Ends it and all its children as a power cut would. */
  async kill(): Promise<void> {
    const life = this.#life;
    if (!life) return;
    life.wanted = true;
    this.#end();
    await life.ended;
  }

  /** It stands still until `resume`. */
  pause(): void {
    this.#life?.child.kill('SIGSTOP');
  }

  resume(): void {
    this.#life?.child.kill('SIGCONT');
  }

  #end(): void {
    const pid = this.#life?.child.pid;
    if (pid === undefined || this.#life?.over) return;
    if (this.#life) this.#life.wanted = true;
    for (const child of [...childrenOf(pid), pid]) killed(child);
  }

  #ended(life: Life, how: unknown): void {
    life.over = true;
    this.#note(`ended with ${String(how)}`);
    if (!life.wanted) this.#setting.died(`it ended by itself, with ${String(how)}`);
  }

  async #ready(life: Life): Promise<boolean> {
    while (!life.over) {
      if (await this.#setting.isReady(life.said)) return !life.over;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    return false;
  }

  /** By itself and at once: the stream is not written any more when this process ends. */
  #note(words: string): void {
    const line = `--- ${new Date().toISOString()} ${this.#setting.name} ${words}\n`;
    appendFileSync(this.#setting.logFile, line);
  }
}

/** PostgreSQL's processes are in groups of their own, so that they are found by their parent. */
function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    // It is gone already.
    return [];
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
