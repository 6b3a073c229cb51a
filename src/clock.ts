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
  newId: () => ulid(),
};
