import { isDeepStrictEqual } from 'node:util';
import { wasTold } from '../../../src/domain/incident.ts';
import { instant } from '../../../src/domain/time.ts';
import { card } from '../../../src/slack/blocks/index.ts';
import { surfaceAt } from '../../../src/slack/surface.ts';
import type { Shown } from './slack.ts';

/** What is wrong with the card of an incident: there is one where people were told, and it shows what is the case. */
export function cardFaults(shown: Shown): readonly string[] {
  const { incident, cards, details, delivery } = shown;
  const name = `INC-${incident.number}`;
  const wanted = wasTold(incident) ? 1 : 0;
  if (cards.length !== wanted) return [`${name} has ${cards.length} cards instead of ${wanted}.`];
  const faults: string[] = [];
  if (details.length !== wanted) faults.push(`${name} has ${details.length} details.`);
  const [only] = cards;
  if (!only) return faults;
  if (delivery?.card?.ts !== only.ts) faults.push(`${name} knows another card than Slack has.`);
  if (delivery?.generation !== 0) faults.push(`${name} posted a new card although none was lost.`);
  const stale = staleness(shown);
  return stale === null ? faults : [...faults, `${name} has a stale card: ${stale}.`];
}

function staleness({ incident, alerts, cards }: Shown): string | null {
  const [only] = cards;
  const expected = card(incident, alerts, surfaceAt(instant(Date.now())));
  if (!only) return null;
  if (only.text !== expected.text) return `it says "${only.text}" instead of "${expected.text}"`;
  const [is, should] = [strip(only.blocks), strip(expected.blocks)];
  if (isDeepStrictEqual(is, should)) return null;
  return `its blocks are ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`;
}

/** Slack gives every block an id; ours carry the revision where they have one. */
function strip(blocks: readonly object[]): readonly object[] {
  return blocks.map((block) => ({ ...block, block_id: '' }));
}
