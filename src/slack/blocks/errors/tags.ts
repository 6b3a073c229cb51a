import type { RichTextElement } from '@slack/types';
import type { ErrorStory } from '../../../domain/error-group.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, code, text } from '../elements.ts';

/** So many tags are shown. */
const SHOWN = 4;

/** What its events have in common, the most frequent value of each tag: "browser=Safari 17 71 %". Of one event, its tags. */
export function tagLine({ group, event }: ErrorStory): readonly RichTextElement[] {
  if (group.events < 2) return tagsOf(Object.entries(event?.tags ?? {}));
  const shares = Object.entries(group.tags)
    .map(([name, values]) => shareOf(name, values, group.events))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, SHOWN);
  if (shares.length === 0) return [];
  const shown = shares.flatMap(({ tag, share }, place) => [
    ...(place === 0 ? [] : [text(' · ')]),
    code(tag),
    text(` ${share} %`),
  ]);
  return [bold('Most often '), ...shown];
}

interface Share {
  readonly tag: string;
  /** In whole percent of all events; not more than all of them. */
  readonly share: number;
}

function shareOf(name: string, values: Readonly<Record<string, number>>, events: number): Share {
  const [value = '', times = 0] = Object.entries(values).reduce(
    (most, each) => (each[1] > most[1] ? each : most),
    ['', 0],
  );
  const share = Math.min(100, Math.round((100 * times) / Math.max(1, events)));
  return { tag: cut(`${name}=${value}`, LENGTHS.value), share };
}

function tagsOf(tags: readonly (readonly [string, string])[]): readonly RichTextElement[] {
  if (tags.length === 0) return [];
  const shown = tags
    .slice(0, SHOWN)
    .flatMap(([name, value]) => [text(' '), code(cut(`${name}=${value}`, LENGTHS.value))]);
  return [bold('Tags'), ...shown];
}
