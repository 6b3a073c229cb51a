import { SilentSources } from '../flow/silent-sources.ts';
import { SOURCES } from '../sources/index.ts';
import { SDK_TYPES } from '../sources/sdks.ts';
import type { Parts } from './parts.ts';

/** Who notices that a source fell silent: a format under its own name, or a configured one as long as it is. */
export function silentSources(parts: Parts): SilentSources {
  const { settings } = parts;
  return new SilentSources({
    ...parts,
    sources: () =>
      new Set([
        ...[...SOURCES, ...SDK_TYPES].map(({ type }) => type),
        ...settings.current().sources.map(({ name }) => name),
      ]),
    channel: () => settings.current().defaultChannel,
  });
}
