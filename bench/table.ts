/** What one of the two came to: alerts a second or milliseconds, and processor time where it was measured. */
export interface Figure {
  readonly value: number;
  /** Microseconds an alert. */
  readonly processor?: number;
}

/** One measured row. */
export interface Row {
  readonly title: string;
  readonly unit: 'alerts/s' | 'ms';
  readonly quell: Figure;
  /** Null: there is none to compare with. */
  readonly alertmanager: Figure | null;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const HEAD = ['what', 'unit', 'Quell', 'Alertmanager', 'times as fast', 'µs CPU', 'µs CPU of A.'];
const TEXT_COLUMNS = 2;

/** The rows as a Markdown table, which reads well on a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  const all = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => padded(cell, at, widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => `${'-'.repeat(width + 1)}${at < TEXT_COLUMNS ? '-' : ':'}`).join('|')}|`;
  const [head = '', ...body] = all.map(line);
  return [head, rule, ...body].join('\n');
}

function cellsOf({ title, unit, quell, alertmanager }: Row): readonly string[] {
  return [
    title,
    unit,
    shown(quell.value, unit),
    shown(alertmanager?.value, unit),
    ratio({ unit, quell, alertmanager }),
    quell.processor?.toFixed(1) ?? '',
    alertmanager?.processor?.toFixed(1) ?? '',
  ];
}

function shown(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return '–';
  return unit === 'ms' ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB');
}

/** How many times as fast Quell is: above 1 is faster, whatever the unit. */
function ratio({ quell, alertmanager, unit }: Omit<Row, 'title'>): string {
  if (alertmanager === null) return '–';
  const [ours, theirs] = [quell.value, alertmanager.value];
  return (unit === 'ms' ? theirs / ours : ours / theirs).toFixed(2);
}

function padded(cell: string, at: number, width: number): string {
  return at < TEXT_COLUMNS ? cell.padEnd(width) : cell.padStart(width);
}
