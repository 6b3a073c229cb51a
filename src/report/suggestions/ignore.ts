import { countWords } from '../words.ts';
import { cardsFound } from './finding.ts';
import { type Generator, LEAST_CARDS } from './idea.ts';

/** What people mute again and again, and never acknowledge, nobody wants to know. */
export const ignore: Generator = ({ kind }) => {
  const isMutedOften = kind.mutes >= LEAST_CARDS && kind.mutes * 2 >= kind.cards;
  if (kind.severity === 'critical' || kind.needed > 0 || !isMutedOften) return null;
  return {
    name: 'ignore',
    finding: `${cardsFound(kind)}, muted ${countWords(kind.mutes, 'time')}`,
    proposal: 'Ignore it',
    later: null,
    addition: { to: 'rules' },
  };
};
