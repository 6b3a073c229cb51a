import { rollbarItems, SOURCES, sentrySdk } from '../../sources/index.ts';
import { KEY_ANYWHERE, type Source } from '../../sources/source.ts';

/** Events of Sentry's SDKs one by one, as a source: their own door takes envelopes. */
const sentryEvents: Source = {
  type: sentrySdk.type,
  auth: KEY_ANYWHERE,
  about: { vendor: 'Sentry SDKs', steps: [] },
  resolveTimeout: null,
  parse(payload, origin) {
    const { alert } = sentrySdk.event(payload, origin);
    return { alerts: alert ? [alert] : [], rejected: [] };
  },
};

/** All in whose way `quell send` sends: what has no webhook goes to its own door. */
export const SENDABLE: readonly Source[] = [...SOURCES, rollbarItems, sentryEvents];

/** An event that nobody has heard of yet, as SDKs make them: each has an id of its own. */
export function withNewId(payload: unknown, { type }: Source, id: string): unknown {
  const fields = Object(payload);
  if (type === sentryEvents.type) return { ...fields, event_id: id };
  return type === rollbarItems.type ? { data: { ...Object(fields.data), uuid: id } } : payload;
}
