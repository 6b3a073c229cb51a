import { join } from 'node:path';
import { instant } from '../../../src/domain/time.ts';

/** Where the bodies are that real clients sent. */
export const RECORDINGS = join(import.meta.dirname, 'recorded');

/** When they came in, so far as tests go. */
export const RECORDED_AT = instant(Date.UTC(2026, 10, 24));
