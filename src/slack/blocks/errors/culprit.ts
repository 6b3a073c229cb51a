import type { ErrorStory } from '../../../domain/error-group.ts';
import { cut, LENGTHS } from '../cut.ts';

/** Where it happened, as an identifier; empty where nothing tells. */
export function culpritShown({ group, event }: ErrorStory): string {
  const { culprit, logger } = group;
  return cut(culprit || event?.transaction || logger, LENGTHS.value);
}

/** "checkout/views.py:88 in pay" as it is spoken: "checkout/views.py, line 88, pay". */
export function culpritSpoken(shown: ErrorStory): string {
  return culpritShown(shown)
    .replace(/:(\d+)(?= in |$)/, ', line $1')
    .replace(/ in (?=[^ ]*$)/, ', ');
}
