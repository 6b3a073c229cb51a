import type { ModalView } from '@slack/types';
import type { NoiseReport } from '../../../domain/report.ts';
import { bold, context, lines, rich } from '../elements.ts';
import { daysLine, figuresLine, headline, messagesLine } from '../report/figures.ts';
import { noisyBlocks } from '../report/noisy.ts';
import { modal } from './form.ts';

const NOISIEST = 10;

/** All that a report knows. */
export function reportModal(report: NoiseReport): ModalView {
  return modal({
    id: 'report.open',
    title: 'Noise report',
    blocks: [
      rich(lines([bold(headline(report))], figuresLine(report), daysLine(report))),
      context(messagesLine(report)),
      ...noisyBlocks(report, NOISIEST),
    ],
  });
}
