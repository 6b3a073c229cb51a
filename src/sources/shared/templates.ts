import { cut, type Fields, isFields } from '../fields.ts';

/**
 * A field of a template that its vendor did not fill in: `$NAME`, `${name}`, `{{ name }}`, `{ALERT.NAME}`, `*UNKNOWN*`.
 * Only where it is all of a text; inside a sentence it stays, since people then see what is missing.
 */
const PLACEHOLDER =
  /^(?:\$[A-Za-z]\w*|\$\{[^{}]*\}|\{\{\{?[^{}]*\}?\}\}|\{[A-Z$#][\w.:$#]*\}|\*UNKNOWN\*)$/;
const LONGEST = 200;
/** Vendors' payloads are flat; what is deeper is not looked into. */
const DEEPEST = 6;

/** The payload without the texts that are only a template's field; each is told in a note, as is a number that lost digits. */
export function withoutPlaceholders(entry: Fields, note: (text: string) => void): Fields {
  return cleaned(entry, '', note);
}

function cleaned(fields: Fields, path: string, note: (text: string) => void): Fields {
  const pairs = Object.entries(fields).flatMap(([name, value]) => {
    const here = `${path}${name}`;
    noteLostDigits(here, value, note);
    if (isPlaceholder(value)) {
      note(
        `"${cut(here, 100)}" was left out: its placeholder ${cut(value, 60)} was not filled in.`,
      );
      return [];
    }
    return [[name, within(value, `${here}.`, note)] as const];
  });
  return Object.fromEntries(pairs);
}

function within(value: unknown, path: string, note: (text: string) => void): unknown {
  if (path.split('.').length > DEEPEST) return value;
  if (isFields(value)) return cleaned(value, path, note);
  if (!Array.isArray(value)) return value;
  return value.map((each) => (isFields(each) ? cleaned(each, path, note) : each));
}

function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && PLACEHOLDER.test(value.trim());
}

/** Identities above 2^53 are rounded by every reader of JSON into numbers. */
function noteLostDigits(path: string, value: unknown, note: (text: string) => void): void {
  if (!Number.isInteger(value) || Number.isSafeInteger(value) || !/id$/i.test(path)) return;
  note(`"${cut(path, 100)}" is too big for a number in JSON, so that its last digits are lost.`);
}
