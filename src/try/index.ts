import { diskFull } from './disk-full.ts';
import { djangoError } from './django-error.ts';
import type { Example } from './example.ts';
import { flappingHost } from './flapping-host.ts';
import { highMemory } from './high-memory.ts';
import { hostileText } from './hostile-text.ts';
import { regression } from './regression.ts';
import { storm } from './storm.ts';

/** Every example, in the order in which people meet them. */
export const EXAMPLES: readonly Example[] = [
  highMemory,
  diskFull,
  djangoError,
  flappingHost,
  storm,
  regression,
  hostileText,
];
