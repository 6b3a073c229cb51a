import type { RichTextBlock } from '@slack/types';
import type { Storm } from '../../../domain/storm.ts';
import type { Instant } from '../../../domain/time.ts';
import { bold, bullets, code, context, emoji, lines, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { CLOCK, capital, count, figure, utc } from '../words.ts';
import { stormButtons } from './buttons.ts';
import { overMessage } from './over.ts';
import { pulseOf } from './pulse.ts';
import {
  type CardLink,
  cardLinks,
  firstCame,
  groupRows,
  groupTitle,
  inChannel,
  isEntering,
  lengthOf,
  timeOf,
} from './shape.ts';

/** The one living message in place of the cards of a storm: as it begins, while it goes on, and once it is over. */
export function stormMessage(
  storm: Storm,
  permalink: CardLink,
  { now }: SurfaceContext,
): MessageBody {
  if (storm.endedAt !== null) return overMessage(storm, storm.endedAt, permalink);
  return isEntering(storm, now) ? entering(storm, permalink, now) : during(storm, permalink, now);
}

function entering(storm: Storm, permalink: CardLink, now: Instant): MessageBody {
  const howMany = `${count(storm.incidentCount, 'incident')} in ${lengthOf(storm, now)}`;
  const head = lines(
    [emoji('ocean'), text(' Storm · '), bold(howMany)],
    [text('Further cards wait until it calms down. Critical ones still come.')],
  );
  return {
    text: shortText(
      `Storm${inChannel(storm)}: ${howMany}. Further cards wait, critical ones still come.${mostText(storm)}`,
    ),
    blocks: [
      rich(head, ...groups(storm), ...critical(storm, permalink)),
      context(`${timeOf(storm)} · ${firstCame(storm, permalink)}`),
      stormButtons(storm),
    ],
  };
}

function during(storm: Storm, permalink: CardLink, now: Instant): MessageBody {
  const howMany = count(storm.incidentCount, 'incident');
  const { bars, last, peak, trend } = pulseOf(storm, now);
  const worst = storm.critical.count > 0 ? `${figure(storm.critical.count)} critical` : '';
  const rate = `${figure(last)} in the last full minute`;
  const most = peak > last ? `, ${figure(peak)} at the peak` : '';
  const head = lines(
    [
      emoji('ocean'),
      text(' Storm · '),
      bold(howMany),
      ...(worst ? [text(' ('), bold(worst), text(')')] : []),
      text(`, ${trend}`),
    ],
    [code(bars), text(` ${rate}${most}`)],
  );
  const since = utc(storm.startedAt, CLOCK);
  const total = `${howMany} since ${since}${worst && `, ${worst}`}`;
  return {
    text: shortText(
      `Storm${inChannel(storm)}: ${total}. ${capital(trend)}: ${rate}.${mostText(storm)}`,
    ),
    blocks: [
      rich(head, ...groups(storm), ...critical(storm, permalink)),
      context(
        `${timeOf(storm)} · ${firstCame(storm, permalink)} · ${count(storm.withheldCount, 'card waits', 'cards wait')}`,
      ),
      stormButtons(storm),
    ],
  };
}

function mostText({ groups: [first] }: Storm): string {
  return first ? ` Most: ${groupTitle(first)}, ${figure(first.count)}.` : '';
}

function groups(storm: Storm): RichTextBlock['elements'] {
  const rows = groupRows(storm);
  return rows.length > 0 ? [bullets(rows)] : [];
}

function critical({ critical: { count: all, numbers } }: Storm, permalink: CardLink) {
  if (all === 0) return [];
  const links = cardLinks(numbers, all, permalink);
  const shown = links.length > 0 ? links : [text(figure(all))];
  return [lines([text('Critical, with their own card: '), ...shown])];
}
