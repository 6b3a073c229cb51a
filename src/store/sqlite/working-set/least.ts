/** The `limit` least items in order, without sorting the rest. */
export function least<T>(
  items: Iterable<T>,
  limit: number,
  compare: (a: T, b: T) => number,
): readonly T[] {
  let kept: T[] = [];
  const room = 2 * limit + 16;
  let bound: T | undefined;
  for (const item of items) {
    if (bound !== undefined && compare(item, bound) >= 0) continue;
    kept.push(item);
    if (kept.length < room) continue;
    kept = kept.sort(compare).slice(0, limit);
    bound = kept[limit - 1];
  }
  return kept.sort(compare).slice(0, limit);
}
