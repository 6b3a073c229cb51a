import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { SharedCall } from '../flow/notifier.ts';
import { firstLine } from './blocks/cut.ts';
import { context } from './blocks/elements.ts';
import { type Line, line } from './blocks/line.ts';
import { escapeWithin } from './blocks/mark-up.ts';
import type { MessageBody } from './blocks/message.ts';
import { CLOCK, incidentName } from './blocks/words.ts';

/** As long as the name of a group. */
const NAME = 60;

/** Calls that came to nothing before Slack took them, or that another stood for: told in grey lines, and nobody is rung. */
export function quietCalls(
  entries: readonly TimelineEntry[],
  instead: readonly SharedCall[],
  late: boolean,
): MessageBody {
  const told = entries.flatMap(({ seq, at, what }) => {
    if (what.kind !== 'called') return [];
    const shared = instead.find((call) => call.seq === seq);
    if (shared) return [sharedLine(what.mention, shared)];
    return [lateLine(what.mention, late || entries.length > 1 ? at : null)];
  });
  const sentences = told.map(({ sentence }) => `${sentence}.`).join(' ');
  return {
    text: escapeWithin(sentences, 300),
    blocks: [context(...told.map(({ mrkdwn }) => mrkdwn))],
  };
}

function sharedLine(mention: string, { number, at }: SharedCall): Line {
  return line((pen) => {
    const who = pen.bold(firstLine(mention, NAME));
    return `${who} was called at ${pen.at(at, CLOCK)} for ${incidentName(number)}, and not once more for this`;
  });
}

function lateLine(mention: string, at: Instant | null): Line {
  return line((pen) => {
    const when = at === null ? '' : `${pen.at(at, CLOCK)} · `;
    return `${when}${pen.bold(firstLine(mention, NAME))} was not called: it came too late`;
  });
}
