export type Json = Readonly<Record<string, unknown>>;

/** JSON that is an object, with nothing in it where it is not one. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** JSON that is a list of objects; none where it is no list. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** JSON that may be a text. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
