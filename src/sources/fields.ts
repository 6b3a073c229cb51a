/// <reference lib="es2024.string" />
import type { Alert, AlertContent } from '../domain/alert.ts';
import { canonicalLabels, type Labels, labelOf } from '../domain/labels.ts';
import { type Severity, severityOf } from '../domain/severity.ts';
import { type Instant, instant } from '../domain/time.ts';
import { type Origin, type Parsed, PayloadRejected, type Rejection } from './source.ts';

/** The most that is taken of one payload or alert; texts past it are cut. */
export const LIMITS = { entries: 10_000, title: 1_000, description: 4_000, url: 2_000 } as const;
/** Labels past this are refused, since cut ones would identify something else. */
const LABELS = { count: 200, name: 256, value: 8_192 } as const;
/** Annotations past this are cut. */
export const ANNOTATIONS = { count: 200, name: 256, value: 10_000 } as const;

/** A JSON object, as a source meets it. */
export type Fields = Readonly<Record<string, unknown>>;

/** One entry is wrong; the others of its payload may be good. */
export class EntryRejected extends Error {
  /** `shape`: of a wrong JSON type; `missing`: without what must be there; `value`: well formed but not acceptable. */
  readonly kind: 'shape' | 'missing' | 'value';

  constructor(kind: 'shape' | 'missing' | 'value', message: string) {
    super(message);
    this.name = 'EntryRejected';
    this.kind = kind;
  }
}

/** Whether a JSON value is an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own value of a field; null is like not there. */
export function fieldOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? (fields[name] ?? undefined) : undefined;
}

/** What kind of JSON value this is, in words for people. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Reads each entry on its own: what one of them lacks does not cost the others. */
export function parseEntries(
  entries: readonly unknown[],
  parse: (entry: unknown, index: number) => Alert,
): Parsed {
  if (entries.length > LIMITS.entries) {
    const text = `There are ${entries.length} entries; at most ${LIMITS.entries} are taken at once.`;
    throw new PayloadRejected('malformed', text);
  }
  const alerts: Alert[] = [];
  const rejected: Rejection[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      alerts.push(parse(entry, index));
    } catch (error) {
      if (!(error instanceof EntryRejected)) throw error;
      rejected.push({ index, reason: error.message });
    }
  }
  return { alerts, rejected };
}

/** The entry as an object, which each alert must be. */
export function alertFields(entry: unknown): Fields {
  if (isFields(entry)) return entry;
  throw new EntryRejected('shape', `An alert must be an object, and this is ${kindOf(entry)}.`);
}

/** Reads labels: texts only, canonical, within limits. */
export function readLabels(value: unknown): Labels {
  const { texts, extent } = readTexts(value, 'labels');
  if (!isWithin(extent, LABELS)) throw labelsTooLarge(texts);
  const labels = canonicalLabels(texts);
  if (!Object.hasOwn(labels, '')) return labels;
  throw new EntryRejected('value', 'invalid label set: invalid name ""');
}

function labelsTooLarge(labels: Labels): EntryRejected {
  for (const [name, { length }] of Object.entries(labels)) {
    const shown = `"${cut(name, 40)}"`;
    if (name.length > LABELS.name) return tooLarge(`The name of the label ${shown}`, name.length);
    if (length > LABELS.value) return tooLarge(`The label ${shown}`, length);
  }
  const count = Object.keys(labels).length;
  return new EntryRejected(
    'value',
    `There are ${count} labels; at most ${LABELS.count} are taken.`,
  );
}

function tooLarge(what: string, length: number): EntryRejected {
  const limit = `at most ${LABELS.name} are taken in a name, and ${LABELS.value} in a value`;
  return new EntryRejected('value', `${what} has ${length} characters; ${limit}.`);
}

/** Reads annotations: texts only, each cut to what people can use. */
export function readAnnotations(value: unknown): Labels {
  if (value === undefined || value === null) return {};
  const { texts, extent } = readTexts(value, 'annotations');
  return limitAnnotations(texts, extent);
}

/** Canonical annotations, each cut, and no more than are of use. */
export function limitAnnotations(texts: Labels, extent: Extent = extentOf(texts, 'annotations')) {
  if (isWithin(extent, ANNOTATIONS)) return canonicalLabels(texts);
  const pairs = Object.entries(texts).slice(0, ANNOTATIONS.count);
  return canonicalLabels(
    Object.fromEntries(
      pairs.map(([name, text]) => [cut(name, ANNOTATIONS.name), cut(text, ANNOTATIONS.value)]),
    ),
  );
}

/** How much there is of some texts: counted in one pass, since every alert comes by here. */
interface Extent {
  count: number;
  name: number;
  value: number;
  storable: boolean;
}

function isWithin(extent: Extent, most: Omit<Extent, 'storable'>): boolean {
  return extent.count <= most.count && extent.name <= most.name && extent.value <= most.value;
}

type What = 'labels' | 'annotations';

function readTexts(value: unknown, what: What): { texts: Labels; extent: Extent } {
  if (!isFields(value)) {
    throw new EntryRejected('shape', `"${what}" must be an object, and is ${kindOf(value)}.`);
  }
  const extent = extentOf(value, what);
  // Each value was just seen to be a text.
  const texts = value as Labels;
  if (extent.storable) return { texts, extent };
  return { texts: Object.fromEntries(Object.entries(texts).map(mendPair)), extent };
}

function extentOf(fields: Fields, what: What): Extent {
  const extent = { count: 0, name: 0, value: 0, storable: true };
  for (const name of Object.keys(fields)) {
    const text = fields[name];
    if (typeof text !== 'string') throw notText(what, name, text);
    extent.count += 1;
    if (name.length > extent.name) extent.name = name.length;
    if (text.length > extent.value) extent.value = text.length;
    if (!isStorable(text) || !isStorable(name)) extent.storable = false;
  }
  return extent;
}

function notText(what: What, name: string, value: unknown): EntryRejected {
  const where = `"${cut(name, 40)}" in "${what}"`;
  return new EntryRejected('shape', `${where} must be a string, and is ${kindOf(value)}.`);
}

function mendPair([name, value]: readonly [string, string]): readonly [string, string] {
  return [mend(name), mend(value)];
}

/** Halves of characters cannot be written as UTF-8, and NUL separates labels in keys. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The text with what no store can keep, halves of characters and NUL, shown as U+FFFD. */
export function mend(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** The text, shortened to at most `max` UTF-16 units with an ellipsis, never through a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A title on one line, mended and cut. */
export function titleText(text: string): string {
  const mended = mend(text);
  const line = /\s/.test(mended) ? mended.replace(/\s+/g, ' ').trim() : mended;
  return cut(line, LIMITS.title);
}

const TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/;

/** Reads an RFC 3339 time; year 1 is how Go says "not given". */
export function readTime(value: unknown, field: string): Instant | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') {
    throw new EntryRejected('shape', `"${field}" must be a string, and is ${kindOf(value)}.`);
  }
  if (value.startsWith('0001-01-01')) return undefined;
  const at = TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return instant(at);
  const example = 'such as 2026-01-31T12:00:00Z';
  throw new EntryRejected('shape', `"${field}" must be an RFC 3339 time ${example}.`);
}

/** How long a firing that says no end holds, as a field of its alert; none where its sender tells each end. */
export function timeoutFrom({ resolveTimeout }: Origin): Pick<Alert, 'resolveTimeout'> {
  return resolveTimeout === null ? {} : { resolveTimeout };
}

/** The text where it is a web address that is safe to link to, else null. */
export function safeUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LIMITS.url) return null;
  return /^https?:\/\/[^\s"<>\\]+$/i.test(value) && URL.canParse(value) ? mend(value) : null;
}

/** The severity that labels claim, by the words in use. */
export function severityFrom(labels: Labels): Severity {
  return (
    severityOf(labelOf(labels, 'severity')) ?? severityOf(labelOf(labels, 'priority')) ?? 'warning'
  );
}

const HOST_LABELS = ['instance', 'host', 'hostname', 'node', 'pod'] as const;

/** Where it happens, by the labels in use, without a port; null where the labels do not say. */
export function hostFrom(labels: Labels): string | null {
  for (const name of HOST_LABELS) {
    const host = labelOf(labels, name);
    if (host !== '') return cut(withoutPort(host), 200);
  }
  return null;
}

function withoutPort(host: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(host);
  if (bracketed?.[1]) return bracketed[1];
  // More than one colon is an address of IPv6 or a URL, whose end is no port.
  return /^[^:]+:\d+$/.test(host) ? host.slice(0, host.indexOf(':')) : host;
}

const SAYS_LITTLE: ReadonlySet<string> = new Set([...HOST_LABELS, 'severity', 'priority']);

/** What people say of a labelled alert: its name, a sentence, how bad, where, and a page. */
export function contentFromLabels(
  labels: Labels,
  annotations: Labels,
  page: { readonly url: unknown; readonly source: string },
): AlertContent {
  return {
    labels,
    annotations,
    title: titleFrom(labels),
    description: descriptionFrom(annotations),
    severity: severityFrom(labels),
    host: hostFrom(labels),
    url: safeUrl(page.url),
    source: page.source,
  };
}

function titleFrom(labels: Labels): string {
  const alertname = titleText(labelOf(labels, 'alertname'));
  if (alertname !== '') return alertname;
  const names = Object.keys(labels);
  const name = names.find((each) => !SAYS_LITTLE.has(each)) ?? names[0] ?? '';
  return titleText(`${name}=${labelOf(labels, name)}`);
}

function descriptionFrom(annotations: Labels): string {
  const text =
    labelOf(annotations, 'summary') ||
    labelOf(annotations, 'description') ||
    labelOf(annotations, 'message');
  return cut(text.trim(), LIMITS.description);
}
