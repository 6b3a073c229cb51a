import type { ModalView } from '@slack/types';
import type { Suggestion } from '../../../domain/report.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bullets, code, context, lines, preformatted, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { section } from '../mark-up.ts';
import { count, duration } from '../words.ts';
import { modal } from './form.ts';

const NO_CHANGE = 'Quell changes no config by itself. Paste this, then `quell check`.';

/** What a suggestion would have changed, and the lines for `quell.yml`. */
export function reportPreviewModal(suggestion: Suggestion): ModalView {
  const { about, proposal, under, lines: config } = suggestion;
  const what = plain(firstLine(about, LENGTHS.value));
  const change = plain(small(firstLine(proposal, LENGTHS.fact)));
  return modal({
    id: 'report.preview',
    title: 'Preview of a change',
    blocks: [
      section(`*${what}: ${change}*`),
      rich(bullets(effects(suggestion).map((effect) => [text(effect)]))),
      rich(
        lines([text('In quell.yml, under '), code(cut(under, LENGTHS.value)), text(':')]),
        preformatted(config.slice(0, LENGTHS.words)),
      ),
      context(NO_CHANGE),
    ],
  });
}

function effects({ fewerCards, missed, later }: Suggestion): readonly string[] {
  return [
    `${count(fewerCards, 'card')} of these days would not have come`,
    `${count(missed, 'acknowledged incident')} would have been missed`,
    ...(later === null ? [] : [`From now on such an incident comes ${duration(later)} later`]),
  ];
}

/** As the second half of a sentence. */
function small(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
