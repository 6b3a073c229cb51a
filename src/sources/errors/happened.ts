import { days, duration, type Instant, instant, minutes, plus } from '../../domain/time.ts';

const EARLIEST = duration(-days(30));
const LATEST = minutes(1);

/** When it happened, by the program's clock unless that is so wrong that nothing can be told of it; else when it came. */
export function happenedAt(said: Instant | undefined, receivedAt: Instant | undefined): Instant {
  if (receivedAt === undefined) return said ?? instant(0);
  if (said === undefined) return receivedAt;
  const isLikely = said >= plus(receivedAt, EARLIEST) && said <= plus(receivedAt, LATEST);
  return isLikely ? said : receivedAt;
}
