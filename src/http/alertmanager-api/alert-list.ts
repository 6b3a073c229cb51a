import type { TrackedAlert } from '../../domain/alert.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Labels } from '../../domain/labels.ts';
import { type Silence, silenceState } from '../../domain/silence.ts';
import { type Instant, minutes, plus } from '../../domain/time.ts';
import { matchesAll } from '../../engine/matchers.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { rfc3339 } from '../times.ts';
import { filterOf, flagOf, type queryOf, wantsReceiver } from './query.ts';

/** An alert as this API shows it. */
export interface GettableAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly generatorURL: string;
  readonly fingerprint: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: 'active' | 'suppressed';
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
    readonly mutedBy: readonly string[];
  };
}

/** The alerts that fire and that the query asks for, by fingerprint. */
export async function alertList(
  deps: HttpDeps,
  query: ReturnType<typeof queryOf>,
): Promise<readonly GettableAlert[]> {
  const filter = filterOf(query);
  const [active, silenced] = [flagOf(query, 'active'), flagOf(query, 'silenced')];
  // We inhibit nothing and process everything at once, but a wrong word is still told.
  flagOf(query, 'inhibited');
  flagOf(query, 'unprocessed');
  const receiver = deps.policy().route.channel;
  if (!wantsReceiver(query, receiver)) return [];
  const now = deps.clock.now();
  const silences = await activeSilences(deps, now);
  return (await stored(deps.store.firing()))
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .filter(({ content }) => matchesAll(filter, content.labels))
    .map((alert) => gettable(alert, { silences, receiver, now }))
    .filter(({ status }) => (status.state === 'active' ? active : silenced))
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

async function activeSilences({ store }: HttpDeps, now: Instant): Promise<readonly Silence[]> {
  const silences = await stored(store.silences());
  return silences.filter((silence) => silenceState(silence, now) === 'active');
}

interface Present {
  readonly silences: readonly Silence[];
  readonly receiver: string;
  readonly now: Instant;
}

function gettable(alert: TrackedAlert, { silences, receiver, now }: Present): GettableAlert {
  const { labels, annotations, url } = alert.content;
  const silencedBy = silences
    .filter(({ matchers }) => matchesAll(matchers, labels))
    .map(({ id }) => id);
  const state = silencedBy.length > 0 ? 'suppressed' : 'active';
  return {
    labels,
    annotations,
    startsAt: rfc3339(alert.startsAt),
    // Clients expect an end; without one the alert holds at least until it is asked for again.
    endsAt: rfc3339(alert.endsAt ?? plus(now, minutes(5))),
    updatedAt: rfc3339(alert.lastSeenAt),
    generatorURL: url ?? '',
    fingerprint: fingerprintOf(labels),
    receivers: [{ name: receiver }],
    status: { state, silencedBy, inhibitedBy: [], mutedBy: [] },
  };
}
