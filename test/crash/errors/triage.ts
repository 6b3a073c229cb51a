import { pause } from '../pause.ts';
import type { Random } from '../random.ts';
import { BUGS, type Bug, MERGED } from './bugs.ts';
import type { Triaged } from './evidence.ts';
import { listOf, objectOf } from './json.ts';
import type { Releases } from './releases.ts';

/** One request to the API; a status of null means that no answer came. */
export type AskApi = (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<{ readonly status: number | null; readonly text: string }>;

/** What the script works with. */
export interface TriageDeps {
  readonly random: Random;
  readonly releases: Releases;
  readonly ask: AskApi;
}

interface Open {
  readonly number: number;
  readonly bug: Bug;
}

interface Plan extends Open {
  readonly action: Triaged['action'];
  readonly body: object;
  /** Whether the second release comes with it. */
  readonly deploys: boolean;
}

/** A script that works the incidents of errors; it asks once and never again, whatever comes of it. */
export class Triage {
  readonly done: Triaged[] = [];
  readonly #deps: TriageDeps;
  #stopped = false;

  constructor(deps: TriageDeps) {
    this.#deps = deps;
  }

  /** Works until it is stopped. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      await pause(this.#deps.random.int(700, 2_500));
      const plan = this.#plan(await this.#open());
      if (plan && !this.#stopped) await this.#act(plan);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Incidents of errors that people were told of. */
  async #open(): Promise<readonly Open[]> {
    const path = '/api/v1/incidents?status=open&limit=200';
    const { status, text } = await this.#deps.ask('GET', path);
    if (status !== 200 || text === '') return [];
    const listed = listOf(objectOf(JSON.parse(text))['incidents']);
    return listed
      .filter((each) => each['error_group'] !== null && each['slack'] !== null)
      .flatMap(({ number, title }) => {
        const bug = BUGS.find(({ type }) => String(title).startsWith(`${type}:`));
        return bug ? [{ number: Number(number), bug }] : [];
      });
  }

  #plan(open: readonly Open[]): Plan | undefined {
    const { random, releases } = this.#deps;
    const own = open.filter(({ bug }) => bug.family === bug.type && bug.type !== MERGED.into);
    const fresh = own.find(({ bug }) => !releases.isDeployed(bug.project));
    if (fresh) return plan(fresh, 'resolve', { in_next_release: true }, true);
    if (random.chance(0.3)) return mergeIn(open);
    if (own.length === 0) return undefined;
    const one = random.pick(own);
    if (random.chance(0.5)) return plan(one, 'resolve', { text: 'fixed it' });
    return plan(one, 'ignore', random.pick(IGNORES));
  }

  async #act({ number, bug, action, body, deploys }: Plan): Promise<void> {
    const { ask, releases } = this.#deps;
    const from = Date.now();
    const path = `/api/v1/incidents/${number}/actions`;
    const { status } = await ask('POST', path, { action, actor: 'triage', ...body });
    const to = Date.now();
    if (status !== 200) return;
    const regressesIn = deploys ? releases.deploy(bug.project) : null;
    this.done.push({ number, bug: bug.type, action, regressesIn, from, to });
  }
}

const IGNORES = [
  { occurrences: 5 },
  { occurrences: 15, reason: 'known' },
  { users: 4 },
  { escalates: true },
  {},
] as const;

function plan(one: Open, action: Triaged['action'], body: object, deploys = false): Plan {
  return { ...one, action, body, deploys };
}

function mergeIn(open: readonly Open[]): Plan | undefined {
  const from = open.find(({ bug }) => bug.type === MERGED.from);
  const into = open.find(({ bug }) => bug.type === MERGED.into);
  return from && into && plan(from, 'merge', { into: into.number });
}
