import type { ErrorEvent, Frame, Raised } from '../../../src/domain/error-event.ts';
import { PLAIN_EVENT, PLAIN_FRAME } from '../../support/plain-errors.ts';
import { RECORDED_AT } from './recordings.ts';

/** An error of which nothing is known but that it happened. */
export const anError = (change: Partial<ErrorEvent> = {}): ErrorEvent => ({
  ...PLAIN_EVENT,
  at: RECORDED_AT,
  message: 'it broke',
  ...change,
});

/** A call in the program's own code. */
export const aFrame = (change: Partial<Frame> = {}): Frame => ({
  ...PLAIN_FRAME,
  code: '    charge(order)',
  ...change,
});

/** An exception that nobody caught. */
export const aRaised = (change: Partial<Raised> = {}): Raised => ({
  type: 'KeyError',
  value: "'user_id'",
  synthetic: false,
  handled: false,
  frames: [aFrame()],
  ...change,
});
