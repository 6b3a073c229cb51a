/** The word among those known that is nearest to what was typed; the first one when several are as near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const word = typed.toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = distanceOf(word, candidate);
    if (!best || distance < best.distance) best = { candidate, distance };
  }
  return best && isNear(word, best) ? best.candidate : undefined;
}

/** More than about a third of the letters wrong is another word, not a slip. */
function isNear(word: string, best: { candidate: string; distance: number }): boolean {
  return best.distance <= Math.max(1, Math.floor(Math.max(word.length, best.candidate.length) / 3));
}

/** A word that was only begun is near; else the letters to add, drop, replace or swap with their neighbour count. */
function distanceOf(word: string, candidate: string): number {
  if (word.length >= 2 && candidate.startsWith(word)) return 0.5;
  return editDistance(word, candidate);
}

/** The letters to add, drop, replace or swap with their neighbour to make one word of another. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column++) {
      current.push(Math.min(...ways(rows, { a, b, row, column })));
    }
  }
  return at(rows, a.length, b.length);
}

/** A place in the table of distances between the beginnings of two words. */
interface Cell {
  readonly a: string;
  readonly b: string;
  readonly row: number;
  readonly column: number;
}

/** What the cell costs, by each way to come to it. */
function ways(rows: readonly number[][], { a, b, row, column }: Cell): readonly number[] {
  const replaced = a[row - 1] === b[column - 1] ? 0 : 1;
  const isSwap = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return [
    at(rows, row - 1, column) + 1,
    at(rows, row, column - 1) + 1,
    at(rows, row - 1, column - 1) + replaced,
    ...(isSwap ? [at(rows, row - 2, column - 2) + 1] : []),
  ];
}

function at(rows: readonly number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
}
