import type { Instant } from '../domain/time.ts';
import type { SurfaceContext } from './blocks/message.ts';

/** What surfaces are drawn with. There are no pages of incidents yet that they could link. */
export function surfaceAt(
  now: Instant,
  cardLink: SurfaceContext['cardLink'] = () => null,
): SurfaceContext {
  return { now, incidentUrl: null, cardLink };
}
