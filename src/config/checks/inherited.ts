import type { Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';

/** What a route may say, the root or one below it. */
export type RouteKeys = Omit<ConfigFile['route']['routes'][number], 'match' | 'continue'>;

/** A route with what it says itself, and what holds there. */
export interface Inheriting {
  readonly path: Path;
  readonly own: RouteKeys;
  readonly mention: string | null;
  readonly mute: readonly string[];
  readonly active: readonly string[];
}

/** Every route, the root first, in the order of the file. */
export function everyRoute({ route }: ConfigFile): readonly Inheriting[] {
  return routesFrom(route, { path: ['route'], mention: null, mute: [], active: [] });
}

function routesFrom(own: RouteKeys, above: Omit<Inheriting, 'own'>): readonly Inheriting[] {
  const { mention = above.mention, routes = [] } = own;
  const here = {
    path: above.path,
    mention: mention || null,
    mute: own.mute_time_intervals ?? above.mute,
    active: own.active_time_intervals ?? above.active,
  };
  const below = routes.flatMap((route, index) =>
    routesFrom(route, { ...here, path: [...above.path, 'routes', index] }),
  );
  return [{ ...here, own }, ...below];
}
