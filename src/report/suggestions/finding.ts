import type { Kind } from '../kinds.ts';
import { countWords } from '../words.ts';

/** "14 cards, never acknowledged", "14 cards, 2 acknowledged". */
export function cardsFound({ cards, needed, acknowledged }: Kind): string {
  return `${countWords(cards, 'card')}, ${seen(needed, acknowledged)}`;
}

function seen(needed: number, acknowledged: number): string {
  if (acknowledged > 0) return `${acknowledged} acknowledged`;
  return needed > 0 ? `${needed} resolved by hand` : 'never acknowledged';
}
