import type { SectionBlock } from '@slack/types';
import type { NoiseReport, Suggestion } from '../../../domain/report.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { button } from '../elements.ts';
import { plain } from '../escape.ts';
import { section } from '../mark-up.ts';
import { count, figure } from '../words.ts';

/** The suggestions, each with its effect and a button that shows the lines for the configuration. */
export function suggestionBlocks({ suggestions }: NoiseReport, key: string): SectionBlock[] {
  return suggestions.slice(0, 3).map((suggestion) => {
    const about = firstLine(suggestion.about, LENGTHS.value);
    const preview = button({
      text: 'Preview',
      action: 'report.preview',
      value: `${key}:${suggestion.id}`,
      label: `Preview the change for ${about}`,
    });
    const finding = plain(firstLine(suggestion.finding, LENGTHS.fact));
    return section(`*${plain(about)}* ${finding}\n${effectOf(suggestion)}`, preview);
  });
}

/** "Wait until it lasts 10 min: 14 fewer cards, 0 missed". */
function effectOf({ proposal, fewerCards, missed }: Suggestion): string {
  const fewer = count(fewerCards, 'fewer card');
  return `${plain(firstLine(proposal, LENGTHS.fact))}: ${fewer}, ${figure(missed)} missed`;
}

/** What all suggestions come to; empty where there is none. */
export function suggestionsText({ suggestions }: NoiseReport): string {
  if (suggestions.length === 0) return '';
  const cards = suggestions.reduce((sum, { fewerCards }) => sum + fewerCards, 0);
  return ` ${count(suggestions.length, 'suggestion')} would remove ${count(cards, 'card')}.`;
}
