import type { Clock } from '../clock.ts';
import type { Rate } from '../config/settings.ts';
import { type Duration, formatDuration } from '../domain/time.ts';
import { HttpFault } from './faults.ts';
import { admit, type Usage } from './rate.ts';
import type { Sender } from './senders.ts';

/** Throws 429 when so many alerts would be more than a sender may send, else counts them against its rate. */
export type Limiter = (sender: Sender, alerts: number) => void;

/** A limiter that remembers what each sender sent; one whose rate is changed begins anew. */
export function limiter(clock: Clock): Limiter {
  const usages = new Map<string, Usage>();
  return ({ origin, rate }, alerts) => {
    if (rate === null) return;
    const key = `${origin.name} ${rate.count} ${rate.per}`;
    const { usage, wait } = admit(usages.get(key), rate, { alerts, now: clock.now() });
    usages.set(key, usage);
    if (wait !== null) throw overRate(origin.name, { rate, wait, alerts });
  };
}

interface Excess {
  readonly rate: Rate;
  readonly wait: Duration;
  readonly alerts: number;
}

function overRate(name: string, { rate, wait, alerts }: Excess): HttpFault {
  const seconds = Math.ceil(wait / 1_000);
  const message = `The source "${name}" may send ${rateText(rate)}, and this is more: nothing of it is stored. Send it again in ${some(seconds, 'second')}.`;
  const headers = { 'retry-after': String(seconds) };
  return new HttpFault(429, 'over_rate', message, { headers, alerts });
}

const PERIODS: ReadonlyMap<number, string> = new Map([
  [1_000, 'a second'],
  [60_000, 'a minute'],
  [3_600_000, 'an hour'],
]);

function rateText({ count, per }: Rate): string {
  return `${some(count, 'alert')} ${PERIODS.get(per) ?? `in ${formatDuration(per)}`}`;
}

function some(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
