import { severityOf } from '../../domain/severity.ts';
import { cut, isFields, kindOf } from '../fields.ts';

/** What expressions made of an entry of a body. */
export interface Made {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** An entry as the source `json` takes it, and what was not as it should be. */
export interface Entry {
  readonly entry: Readonly<Record<string, unknown>> & { readonly title: string };
  readonly notes: readonly string[];
}

/** The entry that is meant, whatever kinds of values the expressions made. */
export function entryOf({ fields, labels, annotations }: Made): Entry {
  const notes: string[] = [];
  const reader = readerTo(notes);
  const texts = reader.texts(fields, '');
  const { service, ...rest } = texts;
  const named = { ...(service !== undefined && { service }), ...reader.texts(labels, 'labels.') };
  return {
    entry: {
      ...reader.texts(annotations, 'annotations.'),
      ...rest,
      ...reader.status(texts['status']),
      ...reader.severity(texts['severity']),
      title: texts['title'] ?? '',
      labels: named,
    },
    notes,
  };
}

/** Longer labels and keys are refused, and longer texts cut anyway. */
const LONGEST = 1_000;
const LONGEST_TEXT = 10_000;
const LONG: ReadonlySet<string> = new Set(['description']);

function readerTo(notes: string[]) {
  function text(name: string, value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (!isPlain(value)) notes.push(`${name} gives ${kind(value)}: it is taken as JSON.`);
    const all = written(value);
    const most = LONG.has(name) || name.startsWith('annotations.') ? LONGEST_TEXT : LONGEST;
    if (all.length > most) notes.push(`${name} gives ${all.length} characters: it is cut.`);
    return cut(all, most);
  }

  return {
    texts(values: Readonly<Record<string, unknown>>, within: string) {
      const texts: Record<string, string> = {};
      for (const [name, value] of Object.entries(values)) {
        const made = text(`${within}${name}`, value);
        if (made !== undefined && made !== '') texts[name] = made;
      }
      return texts;
    },
    status(word: string | undefined) {
      const said = word?.trim().toLowerCase();
      if (said === undefined || said === 'firing') return {};
      if (said === 'resolved') return { status: said };
      notes.push(`status gives ${shown(said)}, and not firing or resolved: it is taken as firing.`);
      return { status: 'firing' };
    },
    severity(word: string | undefined) {
      if (word === undefined || severityOf(word)) return {};
      notes.push(`severity gives ${shown(word)}, which is none: it is taken as warning.`);
      return { severity: 'warning' };
    },
  };
}

function kind(value: unknown): string {
  return isFunction(value) ? 'a function' : kindOf(value);
}

/** Those of JSONata are objects with these marks. */
function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  const marked = isFields(value) ? value : {};
  return marked['_jsonata_function'] === true || marked['_jsonata_lambda'] === true;
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Texts, what is written like them, and lists of these. */
function isPlain(value: unknown): boolean {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

function written(value: unknown): string {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.join(', ');
  // They refer to all that surrounds them, and so to themselves.
  return JSON.stringify(value, (_, part: unknown) => (isFunction(part) ? FUNCTION : part));
}

const FUNCTION = '(a function)';

function shown(text: string): string {
  return JSON.stringify(cut(text, 40));
}
