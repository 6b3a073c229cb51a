import { ulid } from 'ulid';
import { type Instant, instant } from './domain/time.ts';

/** Where the present moment and new ids come from; tests hand in others. */
export interface Clock {
  now(): Instant;
  /** Unique and rising: a ULID. */
  newId(): string;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  // The library's own source asks the system for every letter; ids need not be secret.
  newId: () => ulid(undefined, Math.random),
};
