/** Values at places in a payload; a place is the names and positions on the way to it, with dots between. */
export type Changes = Readonly<Record<string, unknown>>;

/** The payload with other values at these places. */
export function changed(payload: unknown, changes: Changes): unknown {
  const copy: unknown = structuredClone(payload);
  for (const [place, value] of Object.entries(changes)) put(copy, place.split('.'), value);
  return copy;
}

function put(into: unknown, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (typeof into !== 'object' || into === null) return;
  if (rest.length === 0) Object.assign(into, { [name]: value });
  else put(Object.entries(into).find(([each]) => each === name)?.[1], rest, value);
}
