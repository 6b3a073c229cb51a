import { isObject } from './block-kit/checks.ts';

/** How many characters the texts of these blocks have together, as Slack counts a message. */
export function visibleLength(value: unknown): number {
  if (Array.isArray(value))
    return value.reduce((sum: number, each) => sum + visibleLength(each), 0);
  if (!isObject(value)) return 0;
  const own = typeof value['text'] === 'string' ? [...value['text']].length : 0;
  return Object.values(value).reduce((sum: number, part) => sum + visibleLength(part), own);
}
