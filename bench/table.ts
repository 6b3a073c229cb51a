/** One measured row: alerts a second, or milliseconds. */
export interface Row {
  readonly title: string;
  readonly quell: number;
  /** Null: there is none to compare with. */
  readonly alertmanager: number | null;
  readonly unit: 'alerts/s' | 'ms';
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function shown(value: number | null, unit: Row['unit']): string {
  if (value === null) return '–';
  return unit === 'ms' ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB');
}

/** How many times as fast Quell is: above 1 is faster, whatever the unit. */
function ratio({ quell, alertmanager, unit }: Row): string {
  if (alertmanager === null) return '–';
  return (unit === 'ms' ? alertmanager / quell : quell / alertmanager).toFixed(2);
}

/** The rows as a Markdown table, which reads well on a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.title,
    row.unit,
    shown(row.quell, row.unit),
    shown(row.alertmanager, row.unit),
    ratio(row),
  ]);
  const all = [['what', 'unit', 'Quell', 'Alertmanager', 'times as fast'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => `${'-'.repeat(width + 1)}${at < 2 ? '-' : ':'}`).join('|')}|`;
  const [head = [], ...body] = all;
  return [line(head), rule, ...body.map(line)].join('\n');
}
