import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../clock.ts';
import type { Settings, SourceSettings } from '../../config/settings.ts';
import type { Alert } from '../../domain/alert.ts';
import { mappedSource } from '../../mapping.ts';
import { SOURCES } from '../../sources/index.ts';
import { type Parsed, PayloadRejected } from '../../sources/source.ts';

/** What a source's mapping makes of its example. */
export interface Tried {
  readonly source: string;
  readonly alerts: readonly Alert[];
  /** What is odd or wrong, as sentences; where one is a `fault`, the mapping cannot be used so. */
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
  if ('fault' in body) return { source, alerts: [], remarks: [body.fault], isWell: false };
  const { alerts, rejected, notes = [] } = await translated(settings, body.body);
  const remarks = [...rejected.map(({ reason }) => reason), ...notes.map(({ note }) => note)];
  const isUnread = alerts.some(({ dedupKey }) => dedupKey === `mapping/${source}`);
  return { source, alerts, remarks, isWell: rejected.length === 0 && !isUnread };
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

async function translated(settings: SourceSettings, body: unknown): Promise<Parsed> {
  const { name, resolveTimeout, map, type } = settings;
  const format = SOURCES.find((source) => source.type === type);
  if (!format || !map) throw new Error(`The source ${name} has no mapping.`);
  const origin = { name, resolveTimeout };
  try {
    const { translate } = mappedSource(format, map, systemClock);
    return (await translate?.(body, origin)) ?? format.parse(body, origin);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    return { alerts: [], rejected: [{ index: 0, reason: error.message }] };
  }
}
