import { pause } from '../crash/pause.ts';
import type { Random } from '../crash/random.ts';
import type { Answer, Balancer } from './balancer.ts';
import { KEYS } from './bots.ts';
import type { SentRequest, Statement } from './evidence.ts';
import { GROUPS, type Group, isActive } from './groups.ts';

type Door = 'json' | 'alertmanager';

interface Firing {
  readonly group: Group;
  readonly door: Door;
  readonly since: string;
}

const HOSTS = 5;
const DOORS = ['json', 'alertmanager'] as const;
const PATHS = { json: '/hooks/json', alertmanager: '/hooks/alertmanager' } as const;

/** One monitor: what it says of its own alerts is in order, and is tried until a bot takes it. */
export class Monitor {
  readonly requests: SentRequest[] = [];
  readonly #balancer: Balancer;
  readonly #name: string;
  readonly #random: Random;
  readonly #begun: number;
  readonly #firing = new Map<string, Firing>();
  #stopped = false;

  constructor(balancer: Balancer, name: string, random: Random) {
    this.#balancer = balancer;
    this.#name = name;
    this.#random = random;
    this.#begun = Date.now();
  }

  /** Sends until it is stopped; then it ends what is not to fire for ever. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      await this.#next();
      await pause(this.#random.int(100, 400));
    }
    for (const group of GROUPS.filter(({ stays }) => !stays)) await this.#endAll(group);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #next(): Promise<void> {
    const elapsed = Date.now() - this.#begun;
    const over = GROUPS.find((group) => !isActive(group, elapsed) && this.#firingOf(group).length);
    if (over) return this.#endAll(over);
    const active = GROUPS.filter((group) => isActive(group, elapsed));
    if (active.length > 0) await this.#speakOf(this.#random.pick(active));
  }

  async #speakOf(group: Group): Promise<void> {
    const door = this.#random.pick(DOORS);
    const count = this.#random.int(1, 6);
    const ids = new Set(
      Array.from({ length: count }, () => this.#idOf(group, door, this.#random.int(1, HOSTS))),
    );
    const said = [...ids].map((id) => this.#statement(id, group, door));
    await this.#send(door, said);
  }

  #idOf({ name }: Group, door: Door, host: number): string {
    return `${name}/${this.#name}/${door}/${host}`;
  }

  #statement(id: string, group: Group, door: Door): Statement {
    const firing = !(this.#firing.has(id) && this.#random.chance(0.1));
    if (!this.#firing.has(id)) {
      this.#firing.set(id, { group, door, since: new Date().toISOString() });
    }
    return { id, group: group.name, firing };
  }

  #firingOf(group: Group): readonly string[] {
    return [...this.#firing].filter(([, each]) => each.group === group).map(([id]) => id);
  }

  async #endAll(group: Group): Promise<void> {
    for (const door of DOORS) {
      const ids = this.#firingOf(group).filter((id) => this.#firing.get(id)?.door === door);
      if (ids.length === 0) continue;
      await this.#send(
        door,
        ids.map((id) => ({ id, group: group.name, firing: false })),
      );
    }
  }

  async #send(door: Door, said: readonly Statement[]): Promise<void> {
    const body = door === 'json' ? said.map((each) => jsonEntry(each)) : this.#webhook(said);
    const asked = { method: 'POST', path: PATHS[door], key: KEYS.ingest, body } as const;
    const answers = await this.#balancer.untilAnswered(asked);
    this.requests.push(requestFrom(said, answers));
    for (const { id, firing } of said) if (!firing) this.#firing.delete(id);
  }

  #webhook(said: readonly Statement[]): object {
    const alerts = said.map(({ id, firing, group }) => ({
      status: firing ? 'firing' : 'resolved',
      labels: labelsOf(id, group),
      annotations: { summary: `${group} is in trouble` },
      startsAt: this.#firing.get(id)?.since,
      ...(firing ? {} : { endsAt: new Date().toISOString() }),
    }));
    return { version: '4', status: 'firing', receiver: 'quell', alerts };
  }
}

function jsonEntry({ id, firing, group }: Statement): object {
  const title = `${group} is in trouble`;
  return { title, status: firing ? 'firing' : 'resolved', labels: labelsOf(id, group) };
}

function labelsOf(id: string, group: string): Readonly<Record<string, string>> {
  const team = GROUPS.find(({ name }) => name === group)?.team ?? '';
  return { alertname: group, team, id, severity: team === 'calls' ? 'error' : 'warning' };
}

function requestFrom(said: readonly Statement[], answers: readonly Answer[]): SentRequest {
  const last = answers.at(-1);
  const status = last?.tried.status ?? null;
  const answered = status !== null && status >= 200 && status < 300;
  const isRefused = status !== null && status >= 400 && status < 500;
  return {
    said,
    tries: answers.map(({ tried }) => tried),
    refused: isRefused ? `${status} ${last?.text.slice(0, 200) ?? ''}` : null,
    answered,
  };
}
