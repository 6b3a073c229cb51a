import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { firstLine } from './blocks/cut.ts';
import { context } from './blocks/elements.ts';
import { type Line, line } from './blocks/line.ts';
import { escapeWithin } from './blocks/mark-up.ts';
import type { MessageBody } from './blocks/message.ts';
import { CLOCK } from './blocks/words.ts';

/** As long as any name of a group. */
const NAME = 60;

/** Calls that came to nothing before Slack took them: told in grey lines, and nobody is rung. */
export function quietCalls(entries: readonly TimelineEntry[], late: boolean): MessageBody {
  const told = entries.flatMap(({ at, what }) =>
    what.kind === 'called' ? [quietLine(what.mention, late || entries.length > 1 ? at : null)] : [],
  );
  const sentences = told.map(({ sentence }) => `${sentence}.`).join(' ');
  return {
    text: escapeWithin(sentences, 300),
    blocks: [context(...told.map(({ mrkdwn }) => mrkdwn))],
  };
}

function quietLine(mention: string, at: Instant | null): Line {
  return line((pen) => {
    const when = at === null ? '' : `${pen.at(at, CLOCK)} · `;
    return `${when}${pen.bold(firstLine(mention, NAME))} was not called: it came too late`;
  });
}
