import type { NoiseReport } from '../../domain/report.ts';
import type { Asker } from '../asker.ts';
import { reportModal, reportPreviewModal } from '../blocks/index.ts';
import type { Desk } from '../desk.ts';
import { codeAnswer, commandAnswer } from '../sentence.ts';
import type { SlackAction } from './action.ts';

/** All that a report knows. */
export const reportOpen: SlackAction = {
  id: 'report.open',
  async run({ asker, value }, desk) {
    const report = await reportBy(desk, asker, value);
    if (report) await asker.open(reportModal(report));
  },
};

/** What a suggestion would have changed, and its lines: `REPORT:SUGGESTION`. */
export const reportPreview: SlackAction = {
  id: 'report.preview',
  async run({ asker, value }, desk) {
    const [, key = '', id] = /^(.*):([^:]*)$/s.exec(value) ?? [];
    const report = await reportBy(desk, asker, key);
    const suggestion = report?.suggestions.find((each) => each.id === id);
    if (suggestion) await asker.open(reportPreviewModal(suggestion));
    else if (report) await asker.tell(commandAnswer(FORGOTTEN, 'stats 7d'));
  },
};

/** Quell changes no configuration by itself, so it says how. */
export const reportStop: SlackAction = {
  id: 'report.stop',
  run: ({ asker }) =>
    asker.tell(
      codeAnswer(
        'Quell changes no configuration by itself. This line in quell.yml stops the weekly report:',
        'report: { weekly: false }',
      ),
    ),
};

const FORGOTTEN = 'This report is not kept any more. A new one:';

/** The report behind a weekly message, or behind an answer; else the person hears that it is gone. */
async function reportBy(desk: Desk, asker: Asker, key: string): Promise<NoiseReport | undefined> {
  const content = (await desk.store.notice(key))?.content;
  if (content?.kind === 'report') return content.report;
  await asker.tell(commandAnswer(FORGOTTEN, 'stats 7d'));
  return undefined;
}
