/** A JSON object, as a door meets it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a field has; of an array its first, and null is like not there. */
export function valueAt(fields: Fields, name: string): unknown {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return (Array.isArray(value) ? value[0] : value) ?? undefined;
}

/** The text or number of a field as a text that stores keep, of at most so many characters; empty where there is none. */
export function textAt(fields: Fields, name: string, max = 1_000): string {
  const value = valueAt(fields, name);
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.slice(0, max).trim() : '';
  return text.replace(/\p{Surrogate}|\0/gu, '\ufffd');
}
