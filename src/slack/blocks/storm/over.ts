import type { RichTextElement } from '@slack/types';
import type { Storm } from '../../../domain/storm.ts';
import type { Instant } from '../../../domain/time.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { bullets, context, emoji, lines, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { capital, count, figure } from '../words.ts';
import { stormButtons } from './buttons.ts';
import { type CardLink, cardLinks, firstCame, lengthOf, most, timeOf } from './shape.ts';

/** What became of a storm, in plain weight: it is over. */
export function overMessage(storm: Storm, endedAt: Instant, permalink: CardLink): MessageBody {
  const howMany = `${count(storm.incidentCount, 'incident')} in ${lengthOf(storm, endedAt)}`;
  const rows = overRows(storm, permalink);
  return {
    text: shortText(`Storm over: ${howMany}. ${whatBecame(storm)}First: ${firstOf(storm)}.`),
    blocks: [
      rich(
        lines([emoji('white_check_mark'), text(` Storm over · ${howMany}`)]),
        ...(rows.length > 0 ? [bullets(rows)] : []),
      ),
      context([timeOf(storm), firstCame(storm, permalink), ...spared(storm)].join(' · ')),
      stormButtons(storm),
    ],
  };
}

function overRows(storm: Storm, permalink: CardLink): readonly (readonly RichTextElement[])[] {
  const { ending, critical, groups } = storm;
  return [
    ...(ending ? endingRows(ending, permalink) : []),
    ...(critical.count > 0 ? [criticalRow(critical, permalink)] : []),
    ...(groups.length > 0 ? [[text(`Most: ${most(storm)}`)]] : []),
  ];
}

function endingRows({ resolved, open }: NonNullable<Storm['ending']>, permalink: CardLink) {
  const own = open.count === 1 ? 'it gets its card' : 'each gets its card';
  return [
    ...(resolved > 0 ? [[text(`${figure(resolved)} resolved meanwhile, without a card`)]] : []),
    open.count === 0
      ? [text('0 still open')]
      : [
          text(`${figure(open.count)} still open, ${own}`),
          ...behindColon(cardLinks(open.numbers, open.count, permalink)),
        ],
  ];
}

function criticalRow({ count: all, numbers }: Storm['critical'], permalink: CardLink) {
  return [
    text(`${figure(all)} critical, ${all === 1 ? 'with' : 'each with'} its own card`),
    ...behindColon(cardLinks(numbers, all, permalink)),
  ];
}

function behindColon(links: readonly RichTextElement[]): readonly RichTextElement[] {
  return links.length > 0 ? [text(': '), ...links] : [];
}

function whatBecame({ ending }: Storm): string {
  if (!ending) return '';
  const { resolved, open } = ending;
  const still =
    open.count === 0 ? 'none still open' : `${figure(open.count)} still open and posted below`;
  if (resolved === 0) return `${capital(still)}. `;
  return `${figure(resolved)} resolved meanwhile, ${still}. `;
}

function spared({ withheldCount, ending }: Storm): readonly string[] {
  const cards = withheldCount - (ending?.open.count ?? 0);
  return cards > 0 ? [`${count(cards, 'card')} spared`] : [];
}

function firstOf({ first }: Storm): string {
  return firstLine(first.title, LENGTHS.title);
}
