import type { Clock } from '../clock.ts';
import type { Rate } from '../config/settings.ts';
import { limitText } from '../domain/limit.ts';
import type { Duration } from '../domain/time.ts';
import { HttpFault } from './faults.ts';
import { admit, loadOf, type Usage } from './rate.ts';
import type { Sender } from './senders.ts';

/** How much each sender sends, against its rate. */
export interface Limiter {
  /** Throws 429 when so many alerts would be more than a sender may send, else counts them against its rate. */
  admit(sender: Limited, alerts: number): void;
  /** Which part of its rate a sender has used up and not regained: 0 is nothing, 1 all of it. */
  load(sender: Limited): number;
}

/** Whom a limiter tells from others, and by which rate. */
export type Limited = Pick<Sender, 'origin' | 'rate'>;

/** Told how many alerts of a source were refused, over which rate. */
export type OnRefused = (source: string, alerts: number, rate: Rate) => void;

/** A limiter that remembers what each sender sent; one whose rate is changed begins anew. */
export function limiter(clock: Clock, onRefused: OnRefused): Limiter {
  const usages = new Map<string, Usage>();
  return {
    admit: ({ origin, rate }, alerts) => {
      if (rate === null) return;
      const key = keyOf(origin.name, rate);
      const { usage, wait } = admit(usages.get(key), rate, { alerts, now: clock.now() });
      usages.set(key, usage);
      if (wait === null) return;
      onRefused(origin.name, alerts, rate);
      throw overRate(origin.name, { rate, wait, alerts });
    },
    load: ({ origin, rate }) => {
      if (rate === null) return 0;
      return loadOf(usages.get(keyOf(origin.name, rate)), rate, clock.now());
    },
  };
}

function keyOf(name: string, rate: Rate): string {
  return `${name} ${rate.count} ${rate.per}`;
}

interface Excess {
  readonly rate: Rate;
  readonly wait: Duration;
  readonly alerts: number;
}

function overRate(name: string, { rate, wait, alerts }: Excess): HttpFault {
  const seconds = Math.ceil(wait / 1_000);
  const message = `The source "${name}" may send ${limitText(rate)}, and this is more: nothing of it is stored. Send it again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  const headers = { 'retry-after': String(seconds) };
  return new HttpFault(429, 'over_rate', message, { headers, alerts });
}
