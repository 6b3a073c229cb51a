import { type Document, isScalar, visit } from 'yaml';

/** The keys whose values nobody may see. */
const SECRET_KEYS = new Set(['key']);

const VARIABLE_ONLY = /^["']?\$\{\w+\}["']?$/;

/** Where the text is no proper YAML, the rest of a line after such a key might be the secret. */
const AFTER_KEY = /(\bkey["']?[ \t]*:[ \t]*)([^\s].*)$/gm;

/** Whether nobody may see the value at this path. */
export function isSecret(path: readonly (string | number)[]): boolean {
  return SECRET_KEYS.has(String(path.at(-1)));
}

/** The text with stars in place of its secrets, so that every character keeps its place. */
export function maskedText(text: string, document: Document.Parsed): string {
  if (document.errors.length > 0) {
    return text.replace(AFTER_KEY, (_, before: string, after: string) => before + stars(after));
  }
  let masked = text;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !SECRET_KEYS.has(String(key.value))) return;
      const [from, to] = rangeOf(value);
      masked = masked.slice(0, from) + stars(text.slice(from, to)) + masked.slice(to);
    },
  });
  return masked;
}

function rangeOf(value: unknown): readonly [number, number] {
  const hasRange = typeof value === 'object' && value !== null && 'range' in value;
  const range = hasRange && Array.isArray(value.range) ? value.range : [];
  return [Number(range[0] ?? 0), Number(range[1] ?? 0)];
}

function stars(secret: string): string {
  return VARIABLE_ONLY.test(secret) ? secret : secret.replace(/[^\n]/g, '*');
}
