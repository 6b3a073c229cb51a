import type { Matcher } from '../domain/matcher.ts';
import type { Policy, Route } from '../domain/policy.ts';
import { everyRoute } from '../engine/route.ts';
import type { Kind } from './kinds.ts';
import { matchersFor, matchersOf } from './matching.ts';
import type { Room } from './room.ts';
import { Samples } from './samples.ts';
import { servicesOf } from './services.ts';
import { LEAST_CARDS } from './suggestions/idea.ts';

/** What a suggestion may be about. */
export interface Subject {
  readonly kind: Kind;
  readonly route: Route;
  readonly match: readonly Matcher[];
  readonly isService: boolean;
  /** What arrived of it. */
  readonly samples: Samples;
}

const KINDS_AT_MOST = 5;
const SERVICES_AT_MOST = 2;

/** The noisiest kinds and services that matchers can tell apart from all others. */
export function subjectsOf(kinds: readonly Kind[], policy: Policy, room: Room): readonly Subject[] {
  const noisy = kinds.filter(({ cards }) => cards >= LEAST_CARDS);
  const services = servicesOf(kinds).filter(({ cards }) => cards >= LEAST_CARDS);
  return [
    ...noisy
      .flatMap((kind) => subjectOf(kind, matchersFor(kind, kinds), policy, room) ?? [])
      .slice(0, KINDS_AT_MOST),
    ...services
      .flatMap((kind) => subjectOf(kind, matchersOf(kind.labels), policy, room) ?? [])
      .map((subject) => ({ ...subject, isService: true }))
      .slice(0, SERVICES_AT_MOST),
  ];
}

/** Of what a route makes that the configuration has no longer, nothing can be said. */
function subjectOf(
  kind: Kind,
  match: readonly Matcher[] | null,
  policy: Policy,
  room: Room,
): Subject | null {
  const route = everyRoute(policy.route).find(({ path }) => path === kind.route);
  if (!route || match === null) return null;
  return { kind, route, match, isService: false, samples: new Samples([match], room) };
}
