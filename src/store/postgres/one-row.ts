/** The row of a statement that always answers one. */
export function oneRow<Row extends object>([row]: readonly Row[]): Row {
  if (!row) throw new Error('PostgreSQL answered no row to a statement that always has one.');
  return row;
}
