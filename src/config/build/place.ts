import type { ConfigPlace } from '../../domain/policy.ts';
import type { Path } from '../fault.ts';

/** Where parts of the file stand, for people. */
export type PlaceOf = (path: Path) => ConfigPlace;

/** Of what no file says. */
export const builtIn: PlaceOf = () => 'built in';
