import type { Delivery } from '../../src/domain/delivery.ts';
import type { Storm } from '../../src/domain/storm.ts';
import type { TraceLine } from '../../src/domain/trace.ts';
import { firstDelivery } from '../../src/engine/delivery/progress.ts';
import { explain } from '../../src/engine/why/explain.ts';
import { evidenceOn } from '../../src/flow/evidence.ts';
import type { DecideWorld } from '../support/decide-world.ts';

/** The trace as text: code in backquotes, moments as minutes since the world began, the reason in brackets. */
export async function why(
  world: DecideWorld,
  number = 1,
  begun = world.now,
  slack: Partial<Delivery> = {},
): Promise<readonly string[]> {
  const incident = await world.incident(number);
  const { store, clock, policy } = world;
  const storms = world.changes.flatMap((change): Storm[] =>
    change.type === 'storm' ? [change.storm] : [],
  );
  const card = { ts: `${(incident.toldAt ?? 0) / 1_000}`, revision: incident.cardRevision };
  const delivery = { ...firstDelivery(incident, 'T1'), card, ...slack };
  const evidence = await evidenceOn(incident, { store, clock, policy: () => policy });
  const lines = explain({ ...evidence, delivery, storm: storms.at(-1) ?? null });
  return lines.map((line) => textOf(line, begun));
}

function textOf({ parts, reason }: TraceLine, begun: number): string {
  const words = parts.map((part) => {
    if (typeof part === 'string') return part;
    return 'code' in part ? `\`${part.code}\`` : `+${Math.round((part.at - begun) / 60_000)}m`;
  });
  return `${words.join('')}${reason === null ? '' : ` [${reason}]`}`;
}
