import type { Delivery } from '../../domain/delivery.ts';
import { type Incident, isOpen, wasTold } from '../../domain/incident.ts';
import { between, type Instant, instant, seconds } from '../../domain/time.ts';
import type { TraceLine } from '../../domain/trace.ts';
import type { Evidence } from './evidence.ts';
import { line } from './line.ts';

/** A card that Slack shows so much later than it was decided says so. */
const LATE = seconds(10);

/** Whether people were told, as far as Slack has taken it. */
export function sentLine({ incident, delivery }: Evidence): TraceLine {
  const { withheld } = incident;
  if (wasTold(incident)) return toldLine(incident, delivery);
  if (withheld !== null) return line(withheld, 'Nobody was told of it');
  const why = isOpen(incident)
    ? 'Its group waits for more alerts'
    : 'It was over before its group had waited';
  return line(null, `Nobody was told of it. ${why}`);
}

function toldLine(incident: Incident, delivery: Delivery | null): TraceLine {
  const { card = null, generation = 0, elsewhere } = delivery ?? {};
  if (card === null) return waitingLine(incident, delivery);
  const { channel, toldAt, openedAt } = incident;
  const at = toldAt ?? openedAt;
  const posted = postedAt(card.ts);
  if (posted === null)
    return line(null, `Its card in ${channel} is gone, and was not posted again`);
  const sent = `Sent to ${channel} as a new card, `;
  if (generation > 0) {
    const why = elsewhere ? 'in another workspace' : 'which was lost';
    return line(null, sent, { at }, `, ${why}: posted anew `, { at: posted });
  }
  if (between(at, posted) < LATE) return line(null, sent, { at });
  return line(null, sent, { at }, ', which Slack took ', { at: posted });
}

function waitingLine(
  { channel, toldAt, openedAt }: Incident,
  delivery: Delivery | null,
): TraceLine {
  if (delivery?.waitsBeyond !== undefined) {
    const when = `it comes to ${channel} with the next news`;
    return line(null, `Its card is in another workspace: ${when}`);
  }
  if (delivery?.fault) {
    const what = `the channel ${channel} cannot be delivered to (${delivery.fault})`;
    return line(null, `Not in Slack yet: ${what}`);
  }
  const since = `Not in Slack yet: its card for ${channel} waits for Slack since `;
  return line(null, since, { at: toldAt ?? openedAt });
}

/** Slack names messages by when they came, in seconds; null: there is no message. */
function postedAt(ts: string): Instant | null {
  return ts === '' ? null : instant(Math.round(Number(ts) * 1_000));
}
