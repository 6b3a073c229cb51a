import type { Instant } from '../domain/time.ts';
import { toSettings } from './build/settings.ts';
import type { Checked } from './checks/check.ts';
import { faultsAcross, warningsAcross } from './checks/index.ts';
import type { Environment } from './environment.ts';
import { type Fault, type Finding, formatPath, valueAt } from './fault.ts';
import { findingsOf } from './issues.ts';
import { faultAt, inOrder, placesIn, syntaxFaultAt, type Text } from './located.ts';
import { prune } from './prune.ts';
import { ConfigFile } from './schema/file.ts';
import type { Settings } from './settings.ts';
import { type Filled, fillIn } from './variables.ts';
import { readYaml } from './yaml/document.ts';

/** What surrounds the text of a file. */
export interface Reading {
  /** The file's name, for people. */
  readonly name: string;
  readonly environment: Environment;
  readonly now: Instant;
}

/** What a file says: all of it, or every fault at once. */
export type SettingsReading =
  | {
      readonly settings: Settings;
      readonly warnings: readonly Fault[];
      /** The values as they are written, variables not filled in. */
      readonly written: unknown;
    }
  | { readonly faults: readonly Fault[] };

/** Reads the text of a configuration file; never throws. */
export function readSettings(text: string, reading: Reading): SettingsReading {
  const yaml = readYaml(text);
  const syntax = firstOfLines(yaml.faults.map((fault) => syntaxFaultAt(yaml, fault)));
  if (yaml.faults.some(({ mendable }) => !mendable)) return { faults: inOrder(syntax) };
  const written = withoutEmptySections(yaml.value ?? {});
  const filled = fillIn(written, reading.environment);
  const { file, checked, findings } = check(filled, { yaml, written, now: reading.now });
  const toFault = (finding: Finding) => faultAt(finding, { yaml, written, filled });
  const faults = [...syntax, ...findings.map(toFault)];
  if (faults.length > 0 || !file) return { faults: inOrder(faults) };
  const settings = toSettings(file, placesIn({ yaml, written }, reading.name));
  return { settings, warnings: inOrder(warningsAcross(checked).map(toFault)), written };
}

/** Whole files go through the schema; of others, what is well formed is checked all the same. */
function check(
  { value, findings }: Filled,
  { yaml, written, now }: Text & { readonly now: Instant },
) {
  const parsed = (each: unknown) => ConfigFile.safeParse(each);
  const faultsIn = (each: unknown) => findingsOf(parsed(each).error?.issues ?? [], each);
  const shape = findingsOf(parsed(value).error?.issues ?? [], written);
  const unfilled = new Set(findings.map(({ path }) => formatPath(path)));
  const pruned = prune(value, findings, faultsIn);
  const file = ConfigFile.parse(pruned.value);
  const checked: Checked = {
    file,
    now,
    names: {
      escalations: namesIn(value, 'escalations'),
      time_intervals: namesIn(value, 'time_intervals'),
    },
    isWritten: (path) => valueAt(pruned.value, path) !== undefined,
    isSaid: (path) => valueAt(value, pruned.original(path)) !== undefined,
    lineOf: (path) => yaml.spotOf(pruned.original(path)).line,
  };
  const across = faultsAcross(checked).map((finding) => {
    return { ...finding, path: pruned.original(finding.path) };
  });
  // What a variable would have said is not known, so nothing else is said about that value.
  const known = shape.filter(({ path }) => !unfilled.has(formatPath(path)));
  const within = [...findings, ...known];
  const more = across.filter((finding) => !finding.isLack || !within.some(isWithin(finding)));
  return { file, checked, findings: [...within, ...more] };
}

/** What follows in the line of a fault is mostly a consequence of it. */
function firstOfLines(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(
    (fault, index) => faults.findIndex(({ line }) => line === fault.line) === index,
  );
}

function isWithin(outer: Finding): (inner: Finding) => boolean {
  return ({ path }) => outer.path.every((step, index) => path[index] === step);
}

/** A section in which everything is commented out is like none. */
function withoutEmptySections(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

function namesIn(value: unknown, list: string): readonly string[] {
  const items = valueAt(value, [list]);
  if (!Array.isArray(items)) return [];
  return items.map((item) => valueAt(item, ['name'])).filter((name) => typeof name === 'string');
}
