import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../clock.ts';
import type { Settings, SourceSettings } from '../../config/settings.ts';
import type { Alert } from '../../domain/alert.ts';
import { mappedSource } from '../../mapping.ts';
import { SOURCES } from '../../sources/index.ts';
import { isUnread } from '../../sources/mapping/unread.ts';
import { type Parsed, PayloadRejected } from '../../sources/source.ts';

/** What a source's mapping makes of its example. */
export interface Tried {
  readonly source: string;
  readonly entries: readonly TriedEntry[];
  /** Whether the mapping can be used so. */
  readonly isWell: boolean;
}

/** What it makes of one entry of a list, or of a body that is none. */
export interface TriedEntry {
  /** Null: the body as a whole. */
  readonly index: number | null;
  readonly alerts: readonly Alert[];
  /** What is odd or wrong, as sentences. */
  readonly remarks: readonly string[];
  readonly isWell: boolean;
}

/** Tries every mapping that has an example on it; files are looked for beside that of the configuration. */
export async function tryExamples(
  { sources }: Settings,
  configPath: string,
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const source of sources) {
    if (source.map !== null && source.example !== null) {
      tried.push(await tryExample(source, dirname(configPath)));
    }
  }
  return tried;
}

async function tryExample(settings: SourceSettings, folder: string): Promise<Tried> {
  const { name: source, example } = settings;
  const body = typeof example === 'string' ? bodyIn(resolve(folder, example)) : { body: example };
  const entries = 'fault' in body ? [failed(body.fault)] : await entriesOf(settings, body.body);
  return { source, entries, isWell: entries.every(({ isWell }) => isWell) };
}

function failed(fault: string): TriedEntry {
  return { index: null, alerts: [], remarks: [fault], isWell: false };
}

/** Each by itself, where it is a list that can be taken at all. */
async function entriesOf(settings: SourceSettings, body: unknown): Promise<readonly TriedEntry[]> {
  const whole = await translated(settings, body);
  if (!Array.isArray(body) || whole instanceof PayloadRejected) return [entryOf(null, whole)];
  const entries: TriedEntry[] = [];
  for (const [index, entry] of body.entries()) {
    entries.push(entryOf(index, await translated(settings, [entry])));
  }
  return entries;
}

function entryOf(index: number | null, read: Parsed | PayloadRejected): TriedEntry {
  if (read instanceof PayloadRejected) return { ...failed(read.message), index };
  const { alerts, rejected, notes = [] } = read;
  const remarks = [...rejected.map(({ reason }) => reason), ...notes.map(({ note }) => note)];
  return { index, alerts, remarks, isWell: rejected.length === 0 && !alerts.some(isUnread) };
}

/** Whatever the file has, or why it cannot be had. */
function bodyIn(path: string): { readonly body: unknown } | { readonly fault: string } {
  try {
    return { body: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { fault: `The example ${path} cannot be read: ${why}.` };
  }
}

async function translated(
  settings: SourceSettings,
  body: unknown,
): Promise<Parsed | PayloadRejected> {
  const { name, resolveTimeout, map, type } = settings;
  const format = SOURCES.find((source) => source.type === type);
  if (!format || !map) throw new Error(`The source ${name} has no mapping.`);
  const origin = { name, resolveTimeout };
  try {
    const { translate } = mappedSource(format, map, systemClock);
    return (await translate?.(body, origin)) ?? format.parse(body, origin);
  } catch (error) {
    if (error instanceof PayloadRejected) return error;
    throw error;
  }
}
