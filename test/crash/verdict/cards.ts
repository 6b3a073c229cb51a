import { isDeepStrictEqual } from 'node:util';
import { type Incident, isOpen, wasTold } from '../../../src/domain/incident.ts';
import { instant } from '../../../src/domain/time.ts';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import { card } from '../../../src/slack/blocks/index.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { surfaceAt } from '../../../src/slack/surface.ts';
import { lastingParts } from '../errors/lasting-parts.ts';
import type { Shown } from './slack.ts';

/** What is wrong with the card of an incident: there is one where people were told, and it shows what is the case. */
export function cardFaults(shown: Shown): readonly string[] {
  const { incident, cards, details, delivery } = shown;
  const name = `INC-${incident.number}`;
  const wanted = wasTold(incident) ? 1 : 0;
  if (cards.length !== wanted) return [`${name} has ${cards.length} cards instead of ${wanted}.`];
  const faults: string[] = [];
  const needed = isForgone(shown) ? 0 : wanted;
  if (details.length !== needed) faults.push(`${name} has ${details.length} details.`);
  const [only] = cards;
  if (!only) return faults;
  if (delivery?.card?.ts !== only.ts) faults.push(`${name} knows another card than Slack has.`);
  if (delivery?.generation !== 0) faults.push(`${name} posted a new card although none was lost.`);
  const stale = staleness(shown);
  return stale === null ? faults : [...faults, `${name} has a stale card: ${stale}.`];
}

/** What was over before its details could be posted needs none. */
function isForgone({ incident, delivery }: Shown): boolean {
  return !isOpen(incident) && delivery?.details?.ts === '';
}

function staleness({ incident, alerts, cards, error }: Shown): string | null {
  const [only] = cards;
  const expected = card(incident, alerts, surfaceAt(instant(Date.now())), { error });
  if (!only) return null;
  if (incident.error) return stalenessOfError(incident, only, expected);
  if (only.text !== expected.text) return `it says "${only.text}" instead of "${expected.text}"`;
  const [is, should] = [strip(only.blocks), strip(expected.blocks)];
  if (isDeepStrictEqual(is, should)) return null;
  return `its blocks are ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`;
}

/** What is drawn at times, such as the bars of the last hour, is left out; the revision is in the last block's id. */
function stalenessOfError(
  incident: Incident,
  only: MessageHandle,
  expected: MessageBody,
): string | null {
  const revision = `incident-${incident.number}-r${incident.cardRevision}`;
  const id = only.blocks.at(-1)?.['block_id'];
  if (id !== revision) return `it is ${JSON.stringify(id)} instead of ${revision}`;
  const counts = isOpen(incident) && incident.mute === null ? 'shown' : 'drawn later';
  const [is, should] = [only, expected].map(({ text, blocks }) =>
    lastingParts(isMerged(incident) ? [text] : [text, ...strip(blocks)], counts),
  );
  if (isDeepStrictEqual(is, should)) return null;
  return `it shows ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`;
}

function isMerged({ resolution }: Incident): boolean {
  return resolution?.how === 'merged';
}

/** Slack gives every block an id; ours carry the revision where they have one. */
function strip(blocks: readonly object[]): readonly object[] {
  return blocks.map((block) => ({ ...block, block_id: '' }));
}
