import type { Load } from './load.ts';

/** One row of the table. */
export interface Case {
  readonly title: string;
  readonly load: Omit<Load, 'port' | 'key' | 'name'>;
}

const SECONDS = 2_000;

const resent = (perRequest: number, connections: number, alerts = 100): Case => ({
  title: `${alerts.toLocaleString('en-GB')} sent again, ${perRequest} a request, ${connections} connections`,
  load: { perRequest, connections, alerts, groups: Math.max(10, alerts / 100), lasting: SECONDS },
});

const fresh = (alerts: number, perRequest: number): Case => ({
  title: `${alerts.toLocaleString('en-GB')} new, ${perRequest} a request, 8 connections`,
  load: { perRequest, connections: 8, alerts, groups: alerts / 100, lasting: null },
});

/** What is measured, in the order of the table. */
export const CASES: readonly Case[] = [
  resent(1, 8),
  resent(1, 64),
  resent(16, 8),
  resent(64, 8),
  fresh(10_000, 1),
  fresh(10_000, 16),
  fresh(10_000, 64),
  resent(64, 8, 10_000),
  fresh(100_000, 64),
];
