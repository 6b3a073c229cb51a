import { z } from 'zod';
import type { Matcher } from '../../domain/matcher.ts';
import { isFault, parseMatcher, parseMatchers } from '../../engine/matchers.ts';
import { leaf, Refused } from './leaf.ts';

const OneText = leaf(
  {
    title: `a matcher, such as 'severity="critical"' (or with !=, =~, !~)`,
    example: 'severity="critical"',
  },
  (text): readonly Matcher[] | Refused => {
    const read = text.trim().startsWith('{') ? parseMatchers(text) : parseMatcher(text);
    if (isFault(read)) return new Refused(`${read.fault}.`);
    return 'name' in read ? [read] : read;
  },
);

/** Matchers that must all agree: a list, or one alone. */
export const Matchers = z
  .union([OneText, z.array(OneText)])
  .transform((each): readonly Matcher[] => each.flat())
  .meta({ title: 'a list of matchers, all of which must agree', shown: ['severity="critical"'] });
