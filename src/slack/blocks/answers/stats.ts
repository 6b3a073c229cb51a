import type { NoiseReport } from '../../../domain/report.ts';
import { bold, context, lines, rich } from '../elements.ts';
import type { MessageBody } from '../message.ts';
import { daysLine, figuresLine, headline, messagesLine } from '../report/figures.ts';
import { LEGEND, reportText } from '../report/message.ts';
import { noisyBlocks } from '../report/noisy.ts';
import { suggestionBlocks } from '../report/suggestions.ts';

const NOISIEST = 5;

/** The noise of some days for one person; `key` is by what the suggestions' buttons find the report again. */
export function statsAnswer(report: NoiseReport, key: string): MessageBody {
  return {
    text: reportText(report),
    blocks: [
      rich(lines([bold(headline(report))], figuresLine(report), daysLine(report))),
      context(messagesLine(report)),
      ...noisyBlocks(report, NOISIEST),
      ...suggestionBlocks(report, key),
      ...(report.suggestions.length > 0 || report.before ? [context(LEGEND)] : []),
    ],
  };
}
