/** Rows as an aligned table: names to the left, values to the right. */
export function table(rows: readonly (readonly [name: string, value: string | number])[]): string {
  const shown = rows.map(([name, value]) => [name, shownValue(value)] as const);
  const names = Math.max(...shown.map(([name]) => name.length));
  const values = Math.max(...shown.map(([, value]) => value.length));
  return shown
    .map(([name, value]) => `${name.padEnd(names)}  ${value.padStart(values)}`)
    .join('\n');
}

function shownValue(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
}
