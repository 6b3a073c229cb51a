import type { Source } from '../sources/source.ts';
import { digest, isOneOf } from './authenticate.ts';
import type { HttpDeps } from './deps.ts';
import { originOf } from './origin.ts';
import type { Sender } from './senders.ts';

/** An API of another product: its name, which is also the type of what is configured for it, and what its bodies are. */
export interface OtherApi {
  readonly type: string;
  readonly source: Source;
  /** Whether a source that has this name stands in its place, as at `/hooks`: then its key only. */
  readonly isReplaced?: boolean;
}

/** Which key such an API wants, for operators. */
export function keyWantedBy({ type }: Pick<OtherApi, 'type'>): string {
  return `ingest key, or key of a source of the type ${type}`;
}

/**
 * Who sends with a key that such an API carries in a place of its own: the configured source whose key it is, one without
 * a key of its own having the ingest key; else, with the ingest key, nobody in particular. Undefined: a stranger.
 */
export function senderWithKey(
  { configured, keys }: Pick<HttpDeps, 'configured' | 'keys'>,
  { type, source, isReplaced = false }: OtherApi,
  key: string,
): Sender | undefined {
  const sent = digest(key);
  const is = (right: string) => isOneOf([digest(right)], sent);
  const own = configured().filter((each) => each.type === type || each.type === source.type);
  const settings = own.find((each) => is(each.key ?? keys.ingest));
  if (settings) {
    return { source, origin: originOf(settings, source, configured()), rate: settings.rate };
  }
  if (isReplaced && own.some(({ name }) => name === type)) return undefined;
  const origin = { name: type, resolveTimeout: source.resolveTimeout };
  return is(keys.ingest) ? { source, origin, rate: null } : undefined;
}
