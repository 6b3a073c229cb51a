import type { Delivery, Recheck } from '../../domain/delivery.ts';
import { type Instant, instant, plus, seconds } from '../../domain/time.ts';

const AFTER = [seconds(15), seconds(60)];

/** When history is searched for what may still arrive late. */
export function laterLooks(now: Instant): readonly Instant[] {
  return AFTER.map((wait) => plus(now, wait));
}

/** History is searched at once, and later, for what came beside the message that stays; or over its newest words. */
export function lookedFor(delivery: Delivery, look: Omit<Recheck, 'at'>, now: Instant): Delivery {
  const isOfIt = ({ key }: Recheck) => key === look.key;
  const known = delivery.rechecks.filter(isOfIt).map(({ since }) => since);
  const since = instant(Math.min(look.since, ...known));
  const others = delivery.rechecks.filter((each) => !isOfIt(each));
  return { ...delivery, rechecks: [...others, { ...look, since, at: [now, ...laterLooks(now)] }] };
}
