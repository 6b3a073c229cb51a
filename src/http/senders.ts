import type { FastifyRequest } from 'fastify';
import type { Rate, SourceSettings } from '../config/settings.ts';
import { mappedSource } from '../mapping.ts';
import { alertmanager, prometheus } from '../sources/index.ts';
import type { Origin, Source } from '../sources/source.ts';
import { type Guard, guard, hasKey } from './authenticate.ts';
import type { HttpDeps } from './deps.ts';
import { originOf } from './origin.ts';
import { type HookGuard, type HookKey, hookGuard } from './signatures/hook-guard.ts';

/** Who sends alerts: a configured source, or a format under its own name. */
export interface Sender {
  readonly source: Source;
  readonly origin: Origin;
  /** Null: no limit. */
  readonly rate: Rate | null;
}

/** A sender at `/hooks/<name>`, with who may come in. */
export interface HookSender extends Sender {
  readonly guard: HookGuard;
}

/** The senders of now: they change with the configuration. */
export interface Senders {
  /** Who sends to `/hooks/<name>`; undefined: nobody. */
  named(name: string): HookSender | undefined;
  /** Lets pass who may use Alertmanager's API. */
  readonly apiGuard: Guard;
  /** Who posts to `/api/v2/alerts`, by the key in the request. */
  ofApi(request: FastifyRequest): Sender;
}

/** Where Alertmanager's clients can put a key. */
const API_CARRIERS = ['bearer', 'basic-password'] as const;

type SenderDeps = Pick<HttpDeps, 'sources' | 'keys' | 'configured' | 'clock'>;

/** Follows the configured sources; what is made of them is kept until they are replaced. */
export function sendersOf(deps: SenderDeps): Senders {
  const hooks = following(deps.configured, (configured) => hookSenders(configured, deps));
  const api = following(deps.configured, (configured) => apiSenders(configured, deps));
  return {
    named: (name) => hooks().get(name),
    apiGuard: (request) => api().guard(request),
    ofApi: (request) => api().senders.find(({ sends }) => sends(request))?.sender ?? UNNAMED,
  };
}

/** What is made of a value that is replaced now and then, made anew only when it was. */
function following<T, U>(read: () => T, make: (value: T) => U): () => U {
  let last: { readonly of: T; readonly made: U } | undefined;
  return () => {
    const of = read();
    if (last === undefined || last.of !== of) last = { of, made: make(of) };
    return last.made;
  };
}

/** A configured source takes the place of a format of the same name. */
function hookSenders(
  configured: readonly SourceSettings[],
  deps: SenderDeps,
): ReadonlyMap<string, HookSender> {
  const { sources, keys, clock } = deps;
  const ofAll: HookKey = { key: keys.ingest, wanted: 'ingest key' };
  const formats = new Map(sources.map((source) => [source.type, source]));
  const senders = new Map<string, HookSender>();
  for (const source of sources) {
    const check = hookGuard(source.auth, ofAll, clock);
    senders.set(source.type, { ...unconfigured(source, source.type), guard: check });
  }
  for (const settings of configured) {
    const format = formats.get(settings.type);
    // The configuration is read with the same list of formats; SDKs come by other doors.
    if (!format) continue;
    const source = settings.map ? mappedSource(format, settings.map, clock) : format;
    const { name, key } = settings;
    const own: HookKey = key === null ? ofAll : { key, wanted: { keyOf: name } };
    const check = hookGuard(source.auth, own, clock);
    senders.set(name, { ...senderFrom(settings, source, configured), guard: check });
  }
  return senders;
}

function senderFrom(
  settings: SourceSettings,
  source: Source,
  configured: readonly SourceSettings[],
): Sender {
  return { source, origin: originOf(settings, source, configured), rate: settings.rate };
}

function unconfigured(source: Source, name: string): Sender {
  return { source, origin: { name, resolveTimeout: source.resolveTimeout }, rate: null };
}

/** What is posted with a key that no source has for itself belongs to what people would configure as an Alertmanager. */
const UNNAMED: Sender = unconfigured(prometheus, alertmanager.type);

/** Alertmanagers by their keys, in the order of the configuration; one without a key of its own has the ingest key. */
function apiSenders(configured: readonly SourceSettings[], { keys }: SenderDeps) {
  const alertmanagers = configured.filter(({ type }) => type === alertmanager.type);
  const own = alertmanagers.flatMap(({ key }) => key ?? []);
  return {
    guard: guard([keys.ingest, keys.apiToken, ...own], API_CARRIERS),
    senders: alertmanagers.map((settings) => ({
      sends: hasKey([settings.key ?? keys.ingest], API_CARRIERS),
      sender: senderFrom(settings, prometheus, configured),
    })),
  };
}
