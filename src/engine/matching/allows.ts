import type { Matcher } from '../../domain/matcher.ts';
import { patternOf } from './pattern.ts';

/** Whether the matcher wants a label of this value; a missing label has the empty one. */
export function allows(matcher: Matcher, value: string): boolean {
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return patternOf(matcher.value).test(value);
    case '!~':
      return !patternOf(matcher.value).test(value);
  }
}
