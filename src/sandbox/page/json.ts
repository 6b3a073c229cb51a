/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object, or an empty one. */
export function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** The value as a list of objects, or an empty one. */
export function asRecords(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

/** The value as text, or the other text. */
export function asText(value: unknown, other = ''): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : other;
}

/** The value as a number, or nothing. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The list's texts, or an empty list. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The words of one of Slack's text objects. */
export function wordsOf(value: unknown): string {
  return asText(asRecord(value)['text']);
}
