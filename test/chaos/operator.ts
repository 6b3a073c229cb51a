import { pause } from '../crash/pause.ts';
import type { Random } from '../crash/random.ts';
import type { Balancer } from './balancer.ts';
import { KEYS } from './bots.ts';
import type { Asked } from './evidence.ts';

const MUTED_FOR = '15s';
const ACTIONS = ['mute', 'mute', 'unmute', 'acknowledge', 'unacknowledge', 'note', 'note'] as const;

/** A script of the company that works incidents over the API; it asks once and never again, whatever comes of it. */
export class Operator {
  readonly asked: Asked[] = [];
  readonly #balancer: Balancer;
  readonly #random: Random;
  #stopped = false;

  constructor(balancer: Balancer, random: Random) {
    this.#balancer = balancer;
    this.#random = random;
  }

  /** Works until it is stopped. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      await pause(this.#random.int(2_000, 5_000));
      const number = await this.#anyOpen();
      if (number !== undefined) await this.#act(number);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #anyOpen(): Promise<number | undefined> {
    const path = '/api/v1/incidents?status=open&limit=50';
    const { tried, text } = await this.#balancer.once({ method: 'GET', path, key: KEYS.api });
    if (tried.status !== 200 || text === '') return undefined;
    // What the API promises to answer.
    const { incidents } = JSON.parse(text) as { readonly incidents: readonly { number: number }[] };
    return incidents.length > 0 ? this.#random.pick(incidents).number : undefined;
  }

  async #act(number: number): Promise<void> {
    const action = this.#random.pick(ACTIONS);
    const text = action === 'note' ? `word ${this.asked.length + 1} of the script` : '';
    const body = {
      action,
      actor: 'script',
      ...(action === 'note' && { text }),
      ...(action === 'mute' && { for: MUTED_FOR }),
    };
    const path = `/api/v1/incidents/${number}/actions`;
    const { tried } = await this.#balancer.once({ method: 'POST', path, key: KEYS.api, body });
    this.asked.push({ number, action, text, answered: tried.status === 200 });
  }
}
