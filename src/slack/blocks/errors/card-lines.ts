import type { RichTextElement } from '@slack/types';
import type { ErrorStory } from '../../../domain/error-group.ts';
import type { Incident } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { bold, code, text } from '../elements.ts';
import { culpritShown, culpritSpoken } from './culprit.ts';
import { hourOf, hourSentence, hourWords } from './hour.ts';
import { commitLine, releaseLine } from './releases.ts';

/** Below the title of an error: where it happens, how often lately, and whom it strikes. */
export function errorLines(
  shown: ErrorStory,
  incident: Incident,
  now: Instant,
): readonly (readonly RichTextElement[])[] {
  const culprit = culpritShown(shown);
  return [culprit === '' ? [] : [code(culprit)], hourLine(shown, incident, now)];
}

/** How often lately, in bars and in words, and whom it strikes. */
export function hourLine(
  { group }: ErrorStory,
  incident: Incident,
  now: Instant,
): readonly RichTextElement[] {
  const hour = hourOf(group, incident, now);
  const words = ` ${hourWords(hour)}`;
  if (hour.users === '') return [code(hour.bars), text(words)];
  return [code(hour.bars), text(`${words}, `), bold(hour.users)];
}

/** What stands in grey of an error: its release, and whose commit it may be. */
export function errorGrey(shown: ErrorStory, incident: Incident): Grey {
  return { release: releaseLine(shown, incident), commit: commitLine(shown, incident) };
}

interface Grey {
  readonly release: string;
  readonly commit: string | null;
}

/** What a lock screen gets of an error behind its title, not escaped. */
export function errorSentences(
  shown: ErrorStory,
  incident: Incident,
  now: Instant,
): { readonly where: string; readonly known: readonly string[] } {
  const culprit = culpritSpoken(shown);
  const often = hourSentence(hourOf(shown.group, incident, now));
  const release = releaseSentence(shown, incident);
  const isBack = incident.error?.regression;
  return {
    where: culprit === '' ? '' : ` in ${culprit}`,
    known: isBack ? [release, often] : [often, release],
  };
}

function releaseSentence({ group }: ErrorStory, { error }: Incident): string {
  if (error?.regression) {
    const { release, resolvedIn } = error.regression;
    return `Back in release ${release}, resolved in ${resolvedIn}`;
  }
  const version = error?.isNew ? group.firstRelease : group.lastRelease;
  if (version === '') return error?.isNew ? 'New' : '';
  return error?.isNew ? `New in release ${version}` : `In release ${version}`;
}
