import type { ActionsBlock } from '@slack/types';
import type { NoiseReport } from '../../../domain/report.ts';
import { actions, bold, button, context, lines, rich } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { daysLine, figuresLine, figuresText, headline } from './figures.ts';
import { suggestionBlocks, suggestionsText } from './suggestions.ts';

/** What the numbers of a suggestion are. */
export const LEGEND =
  '“0 missed” means: replayed over the same days, no incident that somebody acknowledged would have gone untold. Medians; the time before in brackets.';

/** The week's noise in a channel, with what would lessen it; `key` is by what its buttons find it again. */
export function reportMessage(report: NoiseReport, key: string): MessageBody {
  return {
    text: reportText(report),
    blocks: [
      rich(lines([bold(headline(report))], figuresLine(report), daysLine(report))),
      ...suggestionBlocks(report, key),
      context(LEGEND),
      buttons(key),
    ],
  };
}

/** A report for lock screens and screen readers. */
export function reportText(report: NoiseReport): string {
  return shortText(`${headline(report)}. ${figuresText(report)}${suggestionsText(report)}`);
}

function buttons(key: string): ActionsBlock {
  return actions(
    `report-${key}`,
    button({
      text: 'Whole report',
      action: 'report.open',
      value: key,
      label: 'Whole report: open it',
    }),
    button({
      text: 'Stop these reports',
      action: 'report.stop',
      value: key,
      label: 'Stop these reports: how to stop the weekly noise report',
    }),
  );
}
