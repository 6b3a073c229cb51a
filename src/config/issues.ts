import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { type Finding, formatPath, type Path, valueAt } from './fault.ts';
import { mendedAt, renamed } from './mended.ts';
import { exampleAt, keysAt } from './schema/guide.ts';
import { isSecret } from './yaml/secrets.ts';
import { lineOf } from './yaml/write.ts';

type Issue = z.core.$ZodIssue;

/** What the schema refuses, in words; `written` is the file before its variables were filled in, since these may be secret. */
export function findingsOf(issues: readonly Issue[], written: unknown): readonly Finding[] {
  const findings = issues.flatMap(flat).flatMap((issue) => findingsOfOne(issue, written));
  const meant = findings.flatMap((finding) => meantPath(finding) ?? []);
  const isMeant = ({ path }: Finding) =>
    valueAt(written, path) === undefined && meant.includes(formatPath(path));
  return findings.filter((finding) => !isMeant(finding));
}

/** A key that was misspelt is not missing too. */
function meantPath({ path, meant }: Finding): string | undefined {
  return meant === undefined ? undefined : formatPath([...path.slice(0, -1), meant]);
}

/** An issue that is about one value: of the forms a value may have, the one that was meant is told about. */
function flat(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((each) => !each.some(isOtherForm));
  if (!meant) return [{ ...issue, code: 'custom', message: NONE_OF_THE_FORMS }];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flat);
}

const NONE_OF_THE_FORMS = '{} cannot stand here.';

function isOtherForm({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function findingsOfOne(issue: Issue, written: unknown): readonly Finding[] {
  // The keys of what YAML says are texts and numbers.
  const path = issue.path as Path;
  if (issue.code !== 'unrecognized_keys') return [findingOf(issue, path, written)];
  return issue.keys.map((key) => unknownKey(path, key, written));
}

function findingOf(issue: Issue, path: Path, written: unknown): Finding {
  const key = path.at(-1);
  if (issue.code === 'invalid_type' && issue.expected === 'never') {
    return { path, onKey: true, wrong: `The key ${key} is not yet in this version.`, example: '' };
  }
  if (issue.code === 'invalid_key') {
    const wrong = `${JSON.stringify(key)} is not the name of a label.`;
    const expected = 'letters, digits and underscores, such as service';
    return { path, onKey: true, wrong, expected, example: 'labels: {service: db}' };
  }
  const value = valueAt(written, path);
  if (value === undefined) return { path, wrong: `The key ${key} is missing.` };
  if (value === null) return { path, wrong: EMPTY };
  return { path, wrong: wrongValue(issue, path, value), ...exampleFrom(issue, path, written) };
}

/** What is written, put right, where that is known. */
function exampleFrom(issue: Issue, path: Path, written: unknown): Pick<Finding, 'example'> {
  const value = valueAt(written, path);
  const key = String(path.at(-1));
  const word = issue.code === 'invalid_value' ? nearestOf(issue, value) : undefined;
  if (word !== undefined) return { example: lineOf(key, word) };
  const mended = mendedAt(path, written);
  if (mended !== undefined) return { example: mended };
  const lacksQuotes = issue.code === 'invalid_type' && typeof value !== 'object';
  return lacksQuotes && exampleAt(path) === '' ? { example: lineOf(key, String(value)) } : {};
}

const EMPTY = 'There is no value here. What follows a # is a comment: write such a text in quotes.';

function wrongValue(issue: Issue, path: Path, value: unknown): string {
  const shown = isSecret(path) ? 'This secret' : shownValue(value);
  if (issue.code === 'invalid_type') return `${shown} is ${kindOf(value)}.`;
  if (issue.code === 'invalid_value') return `${shown} is not known here.${meant(issue, value)}`;
  if (issue.code === 'too_small') return `${shown} is too ${sizeOf(value, 'small', 'short')}.`;
  if (issue.code === 'too_big') return `${shown} is too ${sizeOf(value, 'large', 'long')}.`;
  return sentence(issue.message, shown, value);
}

/** A sentence that quotes the value itself may quote a secret, where a variable was filled in. */
function sentence(message: string, shown: string, value: unknown): string {
  if (message.includes('{}')) return message.replace('{}', () => shown);
  const isFilledIn = typeof value === 'string' && value.includes('${');
  return isFilledIn ? `${shown} is wrong once its variables are filled in.` : message;
}

function meant(issue: Extract<Issue, { code: 'invalid_value' }>, value: unknown): string {
  const word = nearestOf(issue, value);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}

function nearestOf({ values }: Extract<Issue, { code: 'invalid_value' }>, value: unknown) {
  return typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
}

function sizeOf(value: unknown, ofNumbers: string, ofOthers: string): string {
  return typeof value === 'number' ? ofNumbers : ofOthers;
}

/** A value in a sentence. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  }
  return typeof value === 'object' ? 'This' : String(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : 'a yes or no';
}

/** What people write who know other programs. */
const ALSO_SAID: Readonly<Record<string, string>> = {
  matchers: 'match',
  match_re: 'match',
  receiver: 'channel',
  slack_channel: 'channel',
  source_matchers: 'source',
  source_match: 'source',
  source_match_re: 'source',
  target_matchers: 'target',
  target_match: 'target',
  target_match_re: 'target',
  inhibit_rules: 'inhibit',
  mute_times: 'mute_time_intervals',
  mute_timings: 'mute_time_intervals',
  active_times: 'active_time_intervals',
  contact_point: 'channel',
  tz: 'timezone',
};

function unknownKey(parent: Path, key: string, written: unknown): Finding {
  const path = [...parent, key];
  const known = keysAt(parent);
  const also = Object.hasOwn(ALSO_SAID, key) ? ALSO_SAID[key] : undefined;
  const right = also !== undefined && known.includes(also) ? also : nearest(key, known);
  const place = parent.length === 0 ? 'at the top' : `in ${formatPath(parent)}`;
  const hint = right === undefined ? '' : ` Did you mean ${right}?`;
  return {
    path,
    onKey: true,
    wrong: `There is no key ${JSON.stringify(key)} ${place}.${hint}`,
    expected: known.length === 0 ? '' : `one of ${known.join(', ')}`,
    example:
      right === undefined
        ? ''
        : (renamed({ parent, key, right }, written) ?? exampleAt([...parent, right])),
    ...(right === undefined || known.length === 0 ? {} : { meant: right }),
  };
}
