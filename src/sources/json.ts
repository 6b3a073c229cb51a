import type { Alert, AlertContent } from '../domain/alert.ts';
import { canonicalLabels, type Labels, labelOf } from '../domain/labels.ts';
import { SEVERITIES, type Severity, severityOf } from '../domain/severity.ts';
import {
  alertFields,
  cut,
  EntryRejected,
  type Fields,
  fieldOf,
  hostFrom,
  isFields,
  kindOf,
  LIMITS,
  limitAnnotations,
  mend,
  parseEntries,
  readLabels,
  safeUrl,
  severityFrom,
  timeoutFrom,
  titleText,
} from './fields.ts';
import {
  KEY_ANYWHERE,
  type Note,
  type Origin,
  type Parsed,
  PayloadRejected,
  type Source,
} from './source.ts';

/** Our own simple format, for scripts and for whatever has no format of its own. */
export const json: Source = {
  type: 'json',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Scripts and anything that sends JSON',
    steps: [
      'POST {"title": "Disk is full", "severity": "critical"} to {url}.',
      'Send the key as "Authorization: Bearer {key}".',
      'Send the same title or dedup_key with "status": "resolved" when it is over.',
    ],
  },
  resolveTimeout: null,
  parse,
};

const FIELDS = [
  'title',
  'status',
  'severity',
  'description',
  'labels',
  'url',
  'dedup_key',
] as const;
const KNOWN: ReadonlySet<string> = new Set(FIELDS);
const DEDUP_KEY_MAX = 1_024;
const DEEPEST_ANNOTATION = 20;
const USER_MAX = 256;

function parse(payload: unknown, origin: Origin): Parsed {
  const entries = entriesOf(payload);
  const parsed = parseEntries(entries, (entry) => alertFrom(alertFields(entry), origin));
  const notes = notesOn(entries);
  return notes.length > 0 ? { ...parsed, notes } : parsed;
}

function entriesOf(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload;
  if (isFields(payload)) return [payload];
  const text = `The body must be an alert such as {"title": "Disk is full"} or an array of them, and is ${kindOf(payload)}.`;
  throw new PayloadRejected('malformed', text);
}

function alertFrom(entry: Fields, origin: Origin): Alert {
  const dedupKey = dedupKeyOf(entry);
  const status = statusOf(entry);
  return {
    status,
    content: contentOf(entry, dedupKey, origin),
    ...(dedupKey !== undefined && { dedupKey }),
    ...(status === 'firing' && { event: { user: userIn(entry) }, ...timeoutFrom(origin) }),
  };
}

/** Whom it struck, where the sender tells; such senders know no firing periods, so that every entry counts. */
function userIn(entry: Fields): string | null {
  const value = fieldOf(entry, 'user');
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cut(mend(value).trim(), USER_MAX) || null : null;
}

function contentOf(entry: Fields, dedupKey: string | undefined, origin: Origin): AlertContent {
  const title = titleOf(entry);
  const labels = labelsOf(entry, dedupKey ?? title);
  const host = hostFrom(labels);
  const url = safeUrl(fieldOf(entry, 'url'));
  return {
    labels,
    annotations: annotationsOf(entry, url === null),
    title,
    description: cut(textOf(entry, 'description').trim(), LIMITS.description),
    severity: severityIn(entry) ?? severityFrom(labels),
    host: host !== null && title.includes(host) ? null : host,
    url,
    source: origin.name,
  };
}

function titleOf(entry: Fields): string {
  const title = titleText(textOf(entry, 'title'));
  if (title === '')
    throw new EntryRejected('missing', '"title" is missing: it names what is wrong.');
  return title;
}

function statusOf(entry: Fields): Alert['status'] {
  const word = textOf(entry, 'status').trim().toLowerCase();
  if (word === '' || word === 'firing') return 'firing';
  if (word === 'resolved') return word;
  throw new EntryRejected('value', `"status" must be "firing" or "resolved", not ${quoted(word)}.`);
}

function severityIn(entry: Fields): Severity | undefined {
  const word = textOf(entry, 'severity');
  if (word.trim() === '') return undefined;
  const severity = severityOf(word);
  if (severity) return severity;
  const known = SEVERITIES.join(', ');
  throw new EntryRejected('value', `"severity" must be one of ${known}, not ${quoted(word)}.`);
}

function dedupKeyOf(entry: Fields): string | undefined {
  const value = fieldOf(entry, 'dedup_key');
  if (Number.isSafeInteger(value)) return String(value);
  const text = textOf(entry, 'dedup_key');
  if (text.length <= DEDUP_KEY_MAX) return text === '' ? undefined : text;
  const size = `has ${text.length} characters; at most ${DEDUP_KEY_MAX} are taken`;
  throw new EntryRejected('value', `"dedup_key" ${size}.`);
}

function labelsOf(entry: Fields, name: string): Labels {
  const labels = readLabels(fieldOf(entry, 'labels') ?? {});
  if (labelOf(labels, 'alertname') !== '') return labels;
  return canonicalLabels({ ...labels, alertname: name });
}

/** Fields that we do not know, and an address that is not safe to link to, are shown as they are. */
function annotationsOf(entry: Fields, withUrl: boolean): Labels {
  const texts = Object.keys(entry)
    .filter((name) => !KNOWN.has(name) || (name === 'url' && withUrl))
    .map((name): [string, string] => [mend(name), annotationText(name, fieldOf(entry, name))]);
  return limitAnnotations(Object.fromEntries(texts));
}

function annotationText(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return mend(value);
  if (isDeeper(value, DEEPEST_ANNOTATION)) {
    const limit = `at most ${DEEPEST_ANNOTATION} levels are taken`;
    throw new EntryRejected('value', `${quoted(name)} is nested too deeply; ${limit}.`);
  }
  return mend(JSON.stringify(value));
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

function textOf(entry: Fields, name: string): string {
  const value = fieldOf(entry, name) ?? '';
  if (typeof value === 'string') return mend(value);
  throw new EntryRejected('shape', `"${name}" must be a string, and is ${kindOf(value)}.`);
}

function quoted(text: string): string {
  return JSON.stringify(cut(mend(text), 40));
}

/** More than these help nobody, and looking at all of a hostile body takes long. */
const NOTED = { entries: 100, fields: 50, notes: 20 } as const;

/** Fields that are kept as annotations although they look like one of ours that is missing. */
function notesOn(entries: readonly unknown[]): readonly Note[] {
  const notes = entries.slice(0, NOTED.entries).flatMap((entry, index) =>
    misspelt(entry).map(([given, meant]): Note => {
      return { index, note: `${quoted(given)} became an annotation: is "${meant}" meant?` };
    }),
  );
  return notes.slice(0, NOTED.notes);
}

function misspelt(entry: unknown): readonly (readonly [given: string, meant: string])[] {
  if (!isFields(entry)) return [];
  const missing = FIELDS.filter((name) => fieldOf(entry, name) === undefined);
  const unknown = Object.keys(entry).filter((given) => !KNOWN.has(given));
  return unknown.slice(0, NOTED.fields).flatMap((given) => {
    const meant = missing.find((name) => isNear(given.toLowerCase(), name));
    return meant === undefined ? [] : [[given, meant] as const];
  });
}

/** Whether it takes at most two edits to make one of the other; of a short word, at most one. */
function isNear(given: string, name: string): boolean {
  const most = name.length > 4 ? 2 : 1;
  return Math.abs(given.length - name.length) <= most && editsBetween(given, name) <= most;
}

/** How many letters must be put in, left out or replaced (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
