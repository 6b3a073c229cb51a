import type { NoiseReport } from '../domain/report.ts';

/** The reports that people were answered with: a modal has no time to make one again. */
export interface KeptReports {
  keep(key: string, report: NoiseReport): void;
  /** Undefined: it was so long ago that others came since, or before the last start. */
  find(key: string): NoiseReport | undefined;
}

/** More than are looked at at the same time. */
const KEPT = 100;

/** Keeps the newest reports in memory. */
export function keptReports(): KeptReports {
  const reports = new Map<string, NoiseReport>();
  return {
    keep(key, report) {
      reports.set(key, report);
      const [oldest] = reports.keys();
      if (reports.size > KEPT && oldest !== undefined) reports.delete(oldest);
    },
    find: (key) => reports.get(key),
  };
}
