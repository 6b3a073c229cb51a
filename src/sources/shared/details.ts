import type { Labels } from '../../domain/labels.ts';
import { type Severity, severityOf } from '../../domain/severity.ts';
import { cut, type Fields, fieldOf, isFields, mend } from '../fields.ts';
import { type Reading, textOf } from './reading.ts';
import { flatTexts } from './told.ts';

/** Details of these names say what an alert is about; others, such as a measured value, change from one to the next. */
const IDENTIFYING: ReadonlySet<string> = new Set([
  'alertname',
  'cluster',
  'env',
  'environment',
  'host',
  'hostname',
  'instance',
  'job',
  'namespace',
  'node',
  'pod',
  'region',
  'service',
  'team',
]);

/** Those of the sender's free details that rules and routes match. */
export function detailLabels(details: Fields): Labels {
  return saying(
    Object.fromEntries([...IDENTIFYING].map((name) => [name, textOf(fieldOf(details, name))])),
  );
}

/** Only what says something. */
export function saying(texts: Labels): Labels {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** All others of the sender's free details as texts; objects among them as JSON. */
export function detailTexts(details: Fields): Labels {
  const objects = Object.entries(details).filter(([, value]) => isFields(value));
  const texts = objects.map(([name, value]) => [mend(name), jsonOf(value)] as const);
  const all = Object.entries({ ...flatTexts(details), ...Object.fromEntries(texts) });
  return Object.fromEntries(all.filter(([name]) => !IDENTIFYING.has(name)));
}

const DEEPEST = 10;

function jsonOf(value: unknown): string {
  return isDeeper(value, DEEPEST) ? '(nested too deeply to show)' : mend(JSON.stringify(value));
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

/** A digest or a random id, which names nothing that people know. */
const HASH =
  /^(?:[0-9a-f]{24,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/i;

/** A key that its sender made of words; empty where it is a digest or an id. */
export function speakingKey(key: string): string {
  return HASH.test(key) ? '' : key;
}

const STATE = /^\[(?:FIRING|RESOLVED)(?::\d+)?\] */i;

/**
 * What is wrong, of a subject such as "[FIRING:2] DiskFull (db-01 critical)" that Alertmanager writes: the card shows the state
 * itself, and the labels too. Any other title is as it was.
 */
export function withoutState(title: string): string {
  if (!STATE.test(title)) return title;
  const subject = title.replace(STATE, '');
  const labels = subject.endsWith(')') ? subject.indexOf(' (') : -1;
  return labels > 0 ? subject.slice(0, labels) : subject;
}

/** The severity that a sender's word means, by the words in use; any other is noted, and moderate. */
export function severityFrom({ note }: Reading, word: string): Severity {
  const severity = severityOf(word);
  if (!severity && word !== '') note(`The severity ${JSON.stringify(cut(word, 40))} is not known.`);
  return severity ?? 'warning';
}
