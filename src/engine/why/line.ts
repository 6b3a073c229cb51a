import type { Suppression } from '../../domain/alert.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';

/** A sentence of words alone, or with its reason. */
export function line(reason: string | null, ...parts: readonly TracePart[]): TraceLine {
  return { parts, reason };
}

/** "1 alert", "2 alerts", "1,200 alerts". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** What keeps an alert from people, in words. */
export function suppressor(
  { reason, by }: { readonly reason: Suppression['reason']; readonly by: string | null },
  silences: readonly Silence[],
): readonly TracePart[] {
  const silence = silences.find(({ id }) => id === by);
  if (silence) return silenceWords(silence);
  if (reason === 'inhibited') return ['an alert that fires, by the rule at ', { code: by ?? '?' }];
  if (reason === 'maintenance') return ['planned work: ', { code: by ?? '?' }];
  return ['a silence that is kept no longer'];
}

function silenceWords({ kind, matchers, author, reason, endsAt }: Silence): readonly TracePart[] {
  const what = kind === 'maintenance' ? 'planned work for ' : 'the silence of ';
  const why = reason === '' ? '' : ` (${reason})`;
  return [
    what,
    { code: matchers.map(formatMatcher).join(', ') },
    ` by ${author}${why} until `,
    { at: endsAt },
  ];
}
