/** From the worst to the mildest. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

/** How bad the source, or a person, says it is. */
export type Severity = (typeof SEVERITIES)[number];

/** Whether `a` is worse than `b`. */
export function isWorse(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
}

const SYNONYMS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  crit: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  emerg: 'critical',
  disaster: 'critical',
  page: 'critical',
  p1: 'critical',
  sev1: 'critical',
  alert: 'critical',
  error: 'error',
  err: 'error',
  high: 'error',
  major: 'error',
  p2: 'error',
  sev2: 'error',
  average: 'error',
  warning: 'warning',
  warn: 'warning',
  medium: 'warning',
  minor: 'warning',
  moderate: 'warning',
  p3: 'warning',
  sev3: 'warning',
  info: 'info',
  information: 'info',
  informational: 'info',
  low: 'info',
  notice: 'info',
  debug: 'info',
  none: 'info',
  ok: 'info',
  p4: 'info',
  p5: 'info',
  sev4: 'info',
};

/** The severity that a sender's word means, or undefined for a word nobody uses. */
export function severityOf(word: string): Severity | undefined {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
}
