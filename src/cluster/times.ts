import { seconds } from '../domain/time.ts';

/** Between two words of a process to the others. */
export const BEAT = seconds(3);

/** The same while the leader runs the jobs itself: it must see soon that somebody can again by the shared queue. */
export const DIRECT_BEAT = seconds(1);

/** A process that was silent for so long is taken for dead. */
export const LIVING = seconds(10);

/** How long a lease lasts that is not renewed: with a beat more it is taken over. */
export const LEASE = seconds(10);

/** So much earlier a process takes its own rights for over, since clocks differ and work takes time. */
export const MARGIN = seconds(2);

/** The leader runs the jobs itself only while it knows from a look so recent that nobody else can. */
export const FRESH = seconds(2.5);

/** So long others could read that a process has the shared queue before it runs jobs: longer than `FRESH`. */
export const SETTLE = seconds(3);
