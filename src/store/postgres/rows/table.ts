/** A table as it is written: many rows with one statement. */
export interface Table<Row> {
  readonly name: string;
  /** The type of each column. */
  readonly columns: Readonly<Record<keyof Row & string, string>>;
  /** What tells one row from another. */
  readonly key: readonly (keyof Row & string)[];
}

/** The statement that writes rows, given as a JSON array: those that are there are replaced. */
export function upsertInto<Row>(table: Table<Row>): string {
  const names: readonly string[] = Object.keys(table.columns);
  const key: readonly string[] = table.key;
  const others = names.filter((name) => !key.includes(name));
  const set = others.map((name) => `${name} = excluded.${name}`).join(', ');
  return `INSERT INTO ${table.name} (${names.join(', ')})
    SELECT ${names.join(', ')} FROM ${rowsOf(table)}
    ON CONFLICT (${key.join(', ')}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
}

/** The statement that writes the columns of rows that are there, given as a JSON array. */
export function updateOf<Row>(table: Table<Row>): string {
  const { name, key } = table;
  const names: readonly string[] = Object.keys(table.columns);
  const others = names.filter((column) => !key.some((each) => each === column));
  const set = others.map((column) => `${column} = x.${column}`).join(', ');
  const same = key.map((column) => `${name}.${column} = x.${column}`).join(' AND ');
  return `UPDATE ${name} SET ${set} FROM ${rowsOf(table)} WHERE ${same}`;
}

/** The statement that deletes the rows with these keys, given as a JSON array of objects. */
export function deleteFrom<Row>({ name, columns, key }: Table<Row>): string {
  const listed = rowsOf({ columns: Object.fromEntries(key.map((each) => [each, columns[each]])) });
  const same = key.map((column) => `${name}.${column} = x.${column}`).join(' AND ');
  return `DELETE FROM ${name} USING ${listed} WHERE ${same}`;
}

function rowsOf({ columns }: { readonly columns: object }): string {
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  // As text first: a driver must not turn the JSON into something of its own.
  return `json_to_recordset($1::text::json) AS x(${typed.join(', ')})`;
}
