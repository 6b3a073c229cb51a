import { ConfigFile } from '../schema/file.ts';
import type { Settings, SourceSettings } from '../settings.ts';
import { builtIn, type PlaceOf } from './place.ts';
import { toPolicy } from './policy.ts';

/** All that a valid file says. */
export function toSettings(file: ConfigFile, placeOf: PlaceOf): Settings {
  const { channel = null, timezone = file.timezone, time, ...report } = file.report;
  return {
    policy: toPolicy(file, placeOf),
    sources: file.sources.map(sourceOf),
    retention: file.retention,
    report: { ...report, channel, timezone, minute: time },
    defaultChannel: file.slack.default_channel,
    timezone: file.timezone,
  };
}

function sourceOf(source: ConfigFile['sources'][number]): SourceSettings {
  const { name, type, key = null, rate = null, resolve_timeout: resolveTimeout = null } = source;
  return { name, type, key, rate, resolveTimeout };
}

/** What holds where there is no file. */
export const DEFAULT_SETTINGS: Settings = toSettings(ConfigFile.parse({}), builtIn);
