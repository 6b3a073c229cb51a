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

const fresh = (alerts: number, perRequest: number, connections = 8): Case => ({
  title: `${alerts.toLocaleString('en-GB')} new, ${perRequest} a request, ${connections} connections`,
  load: { perRequest, connections, alerts, groups: alerts / 100, lasting: null },
});

/** The worst that can come: as many incidents as alerts. */
const strangers: Case = {
  title: '10,000 new, an incident each, 64 a request, 8 connections',
  load: { perRequest: 64, connections: 8, alerts: 10_000, groups: 10_000, lasting: null },
};

/** What is measured, in the order of the table. */
export const CASES: readonly Case[] = [
  resent(1, 8),
  resent(16, 8),
  resent(64, 8),
  resent(1, 64),
  resent(16, 64),
  resent(64, 64),
  fresh(10_000, 1),
  fresh(10_000, 16),
  fresh(10_000, 64),
  fresh(10_000, 16, 64),
  fresh(10_000, 64, 64),
  resent(64, 8, 10_000),
  fresh(100_000, 64),
  strangers,
];
