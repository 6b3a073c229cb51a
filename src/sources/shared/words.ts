import type { Labels } from '../../domain/labels.ts';
import { type Reading, textOf } from './reading.ts';

/** Lists such as tags are read up to here. */
const MOST_ITEMS = 100;

/** The texts of a list, or of a text with commas between them. */
export function itemsAt(entry: Reading, path: string): readonly string[] {
  const items = entry.list(path).slice(0, MOST_ITEMS).map(textOf);
  const [only = ''] = items;
  const texts = items.length === 1 ? only.split(',').slice(0, MOST_ITEMS) : items;
  return texts.map((text) => text.trim()).filter((text) => text !== '' && text !== '[]');
}

/** Tags such as `env:prod` as labels; those without a value stay together under `tags`. */
export function labelsFromTags(tags: readonly string[]): Labels {
  const pairs = tags.filter((tag) => tag.indexOf(':') > 0);
  const bare = tags.filter((tag) => tag.indexOf(':') <= 0);
  const named = pairs.map((tag) => {
    const colon = tag.indexOf(':');
    return [tag.slice(0, colon).trim(), tag.slice(colon + 1).trim()] as const;
  });
  return Object.fromEntries([['tags', bare.join(', ')], ...named]);
}

/** The texts at these paths, each under the last name of its path. */
export function textsAt(entry: Reading, ...paths: readonly string[]): Labels {
  return Object.fromEntries(
    paths.map((path) => [path.slice(path.lastIndexOf('.') + 1), entry.text(path)]),
  );
}

/** A key of several parts; none where the first is empty. */
export function keyOf(first: string, ...others: readonly string[]): string {
  return first === '' ? '' : [first, ...others].filter((part) => part !== '').join('/');
}
