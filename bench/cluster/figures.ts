/** The value below which so much of all is, such as 0.99. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A count, readable. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** Milliseconds: the middle, and what one of a hundred takes. */
export function spread(values: readonly number[]): string {
  return `${shortly(quantile(values, 0.5))} / ${shortly(quantile(values, 0.99))}`;
}

/** Milliseconds, with a decimal where that says something. */
export const shortly = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Milliseconds as seconds. */
export const inSeconds = (value: number): string =>
  `${(value / 1_000).toFixed(value < 995 ? 2 : 1)} s`;

/** A Markdown table, which reads well on a terminal too: the first column holds texts, the others figures. */
export function markdown(head: readonly string[], body: readonly (readonly string[])[]): string {
  const rows = [head, ...body];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const shown = rows.map(
    (row) => `| ${widths.map((width, at) => inCell(row, at, width)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width, at) => '-'.repeat(width + (at ? 1 : 2)) + (at ? ':' : '')).join('|')}|`;
  return [shown[0], rule, ...shown.slice(1)].join('\n');
}

function inCell(row: readonly string[], at: number, width: number): string {
  const text = row[at] ?? '';
  return at === 0 ? text.padEnd(width) : text.padStart(width);
}
