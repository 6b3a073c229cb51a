import { Losses } from '../flow/losses.ts';
import { SilentSources } from '../flow/silent-sources.ts';
import { SOURCES } from '../sources/index.ts';
import type { Parts } from './parts.ts';

/** Services that collect errors of programs. What their webhooks send says nothing of the errors themselves. */
const OF_ERRORS: ReadonlySet<string> = new Set(['sentry', 'rollbar']);

/** Who notices that a source fell silent: a format under its own name, or a configured one as long as it is. */
export function silentSources(parts: Parts): SilentSources {
  const { settings } = parts;
  return new SilentSources({
    ...parts,
    sources: () => {
      const formats = SOURCES.map(({ type }) => ({ type, name: type }));
      const all = [...formats, ...settings.current().sources];
      return new Set(all.flatMap(({ type, name }) => (OF_ERRORS.has(type) ? [] : name)));
    },
    channel: () => settings.current().defaultChannel,
  });
}

/** Who tells of what sources lose. */
export function sourceLosses(parts: Parts): Losses {
  return new Losses({ ...parts, channel: () => parts.settings.current().defaultChannel });
}
