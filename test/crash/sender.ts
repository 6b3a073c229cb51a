import { Client } from 'undici';
import type { Bot } from './bot.ts';
import { bodyOf, type Door, PATHS, type Statement, type Subject, saidBy } from './doors.ts';
import type { Answer, Ledger } from './ledger.ts';
import { pause } from './pause.ts';
import type { Random } from './random.ts';

/** What a connection sends with. */
export interface SenderDeps {
  readonly bot: Bot;
  readonly ledger: Ledger;
  readonly url: string;
  readonly key: string;
  readonly random: Random;
  /** Part of the ids of its alerts, which no other connection sends. */
  readonly name: string;
}

/** Groups that all connections send to, and so share the incidents of. */
const SHARED = ['Disk', 'Latency', 'Queue', 'Login', 'Backup', 'Certificate'];
const HOSTS = 12;
/** After this much idleness the incident of a group of ours has resolved by itself. */
const IDLE_MS = 140_000;
const ACTIVE_MS = 8_000;

/** One monitor on a connection of its own; what it says of its alerts is in order. */
export class Sender {
  readonly #deps: SenderDeps;
  readonly #client: Client;
  /** Alerts of the group that only this connection sends to. */
  readonly #own = new Map<string, Subject>();
  #ownPhase: { readonly active: boolean; readonly until: number };
  #count = 0;
  #stopped = false;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#client = new Client(deps.url, { headersTimeout: 20_000, bodyTimeout: 20_000 });
    this.#ownPhase = { active: true, until: Date.now() + ACTIVE_MS };
  }

  /** Sends until it is stopped. */
  async run(): Promise<void> {
    const { bot, random } = this.#deps;
    while (!this.#stopped) {
      await bot.up();
      await this.#one();
      await pause(random.int(10, 150));
    }
    await this.#client.destroy();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #one(): Promise<void> {
    const now = Date.now();
    if (now > this.#ownPhase.until) return this.#turn(now);
    const { random } = this.#deps;
    const isOwn = this.#ownPhase.active && random.chance(0.2);
    const door = isOwn || random.chance(0.5) ? 'json' : 'prometheus';
    const group = isOwn ? `Own${this.#deps.name}` : random.pick(SHARED);
    const statements = Array.from({ length: this.#size() }, () => this.#statement(door, group));
    const marker = this.#marker(group);
    await this.#send(door, [...statements, marker]);
    if (isOwn)
      for (const { subject } of [...statements, marker]) this.#own.set(subject.id, subject);
  }

  #size(): number {
    const { random } = this.#deps;
    return random.chance(0.03) ? random.int(50, 400) : random.int(0, 8);
  }

  #statement(door: Door, group: string): Statement {
    const { random, name } = this.#deps;
    const host = random.int(1, HOSTS);
    const id = `${name}-${door}-${group}-${host}`;
    return {
      subject: { id, group, host: `host-${host}` },
      firing: random.chance(0.8),
      severity: random.chance(0.01) ? 'critical' : 'warning',
      description: `host-${host} is at ${random.chance(0.1) ? random.int(91, 99) : 90} %`,
    };
  }

  #marker(group: string): Statement {
    this.#count += 1;
    const subject = { id: `${this.#deps.name}-request-${this.#count}`, group, host: null };
    return { subject, firing: true, severity: 'warning', description: 'one more request' };
  }

  /** The group of our own falls silent, so that its incident resolves, or speaks again. */
  async #turn(now: number): Promise<void> {
    const { active } = this.#ownPhase;
    if (active && !(await this.#endOwn())) return;
    this.#ownPhase = { active: !active, until: now + (active ? IDLE_MS : ACTIVE_MS) };
  }

  async #endOwn(): Promise<boolean> {
    const ends = [...this.#own.values()].map((subject) => ({
      subject,
      firing: false,
      severity: 'warning',
      description: 'it is over',
    }));
    return this.#send('json', [...ends, this.#marker(SHARED[0] ?? '')]);
  }

  async #send(door: Door, statements: readonly Statement[]): Promise<boolean> {
    const request = this.#deps.ledger.begin(
      statements.at(-1)?.subject.id ?? '',
      saidBy(statements),
    );
    request.answer = await this.#answer(door, statements);
    return request.answer === 'answered';
  }

  async #answer(door: Door, statements: readonly Statement[]): Promise<Answer> {
    const { key } = this.#deps;
    try {
      const { statusCode, body } = await this.#client.request({
        method: 'POST',
        path: PATHS[door],
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: bodyOf(door, statements, Date.now()),
      });
      const text = await bodyOrNothing(body);
      if (isWhole(door, statusCode, text, statements.length)) return 'answered';
      return { refused: `${statusCode} ${text.slice(0, 200)}` };
    } catch {
      // Killed while it worked on this, or before: nobody knows whether it was stored.
      return 'unanswered';
    }
  }
}

/** The status line is the answer; that the rest of it was cut off changes nothing. */
async function bodyOrNothing(body: { text(): Promise<string> }): Promise<string> {
  try {
    return await body.text();
  } catch {
    return '';
  }
}

/** 2xx, and where the answer names a number, all of them. */
function isWhole(door: Door, status: number, text: string, count: number): boolean {
  if (status < 200 || status > 299) return false;
  return door === 'prometheus' || text === '' || text.includes(`"accepted":${count},`);
}
