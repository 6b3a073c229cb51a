import type { KnownBlock } from '@slack/types';
import type { NoiseReport } from '../../../domain/report.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { button, context } from '../elements.ts';
import { plain } from '../escape.ts';
import { greyLine } from '../grey-line.ts';
import { codeSpan, section } from '../mark-up.ts';
import { medians, needed } from '../report/figures.ts';
import { sparkline } from '../sparkline.ts';
import { count, figure } from '../words.ts';

/** The noise of the week in a few numbers; nothing while it is not counted, or where nobody was told of anything. */
export function weekBlocks(report: NoiseReport | null): readonly KnownBlock[] {
  if (!report || report.figures.cards === 0) return [];
  const { figures, cardsPerDay } = report;
  const open = button({
    text: 'See the report',
    action: 'home.report',
    value: 'week',
    label: 'See the report of the last 7 days',
  });
  const numbers = `${count(figures.cards, 'card')}, ${needed(figures)}`;
  const bars = `${codeSpan(sparkline(cardsPerDay))} cards a day, at most ${figure(Math.max(...cardsPerDay))}`;
  return [
    { type: 'divider' },
    section(`*Last 7 days*\n${numbers}\n${bars}`, open),
    context(
      greyLine([medians(figures, null), count(figures.messages, 'message'), noisiest(report)]),
    ),
  ];
}

function noisiest({ noisy }: NoiseReport): string | null {
  const [first] = noisy;
  if (!first) return null;
  const title = plain(firstLine(first.title, LENGTHS.value)) || 'without a title';
  return `noisiest: ${title}, ${count(first.cards, 'card')}, ${figure(first.acknowledged)} acknowledged`;
}
