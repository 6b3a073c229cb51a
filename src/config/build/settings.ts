import type { MappingTexts } from '../../sources/mapping/mapping.ts';
import { ConfigFile } from '../schema/file.ts';
import type { Settings, SourceSettings } from '../settings.ts';
import { builtIn, type PlaceOf } from './place.ts';
import { toPolicy } from './policy.ts';

type Mapping = NonNullable<ConfigFile['sources'][number]['map']>;

/** All that a valid file says. */
export function toSettings(file: ConfigFile, placeOf: PlaceOf): Settings {
  const { channel = null, timezone = file.timezone, time, ...report } = file.report;
  return {
    policy: toPolicy(file, placeOf),
    sources: file.sources.map(sourceOf),
    errors: errorsOf(file.errors),
    mail: file.mail ?? null,
    retention: file.retention,
    report: { ...report, channel, timezone, minute: time },
    defaultChannel: file.slack.default_channel,
    timezone: file.timezone,
  };
}

function sourceOf(source: ConfigFile['sources'][number]): SourceSettings {
  const { name, type, key = null, rate = null, project = null, example = null } = source;
  const map = source.map ? mappingOf(source.map) : null;
  const resolveTimeout = source.resolve_timeout ?? null;
  return { name, type, key, rate, project, resolveTimeout, map, example };
}

function mappingOf({ labels = {}, annotations = {}, ...given }: Mapping): MappingTexts {
  const { title, ...others } = given;
  const set = Object.entries(others).filter(([, text]) => text !== undefined);
  return { fields: { title, ...Object.fromEntries(set) }, labels, annotations };
}

function errorsOf({ scrub, per_project, log }: ConfigFile['errors']): Settings['errors'] {
  const { fields, ip, email } = scrub;
  return {
    scrub: { fields, keepIp: ip === 'keep', keepEmail: email === 'keep' },
    perProject: per_project,
    log: log ?? null,
  };
}

/** What holds where there is no file. */
export const DEFAULT_SETTINGS: Settings = toSettings(ConfigFile.parse({}), builtIn);
