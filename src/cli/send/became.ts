import { setTimeout as pause } from 'node:timers/promises';
import type { Alert } from '../../domain/alert.ts';
import type { Instant } from '../../domain/time.ts';
import { type Fields, fieldsOf, isObject, textAt } from '../../http/json-fields.ts';
import { ask } from '../bot/api.ts';
import type { Target } from './target.ts';

/** What became of an alert: what the audit says of it, and its incident. */
export interface Became {
  readonly text: string;
  /** Null: it belongs to none. */
  readonly incident: IncidentNow | null;
}

/** An incident as it is now. */
export interface IncidentNow {
  readonly number: number;
  readonly title: string;
  readonly status: string;
  readonly severity: string;
  readonly channel: string;
  /** Null: its card is not in Slack. */
  readonly permalink: string | null;
  /** Whether it is open and nothing of it fires: it resolves by itself when it stays so. */
  readonly isQuiet: boolean;
  /** Why Quell keeps its card back for now, in the API's word; empty: it does not. */
  readonly withheld: string;
}

/** Of what has more alerts, the first ones say enough. */
const MOST = 5;
/** Cards wait for Slack; those of a route that waits come later than this. */
const TRIES = 20;
const BETWEEN_MS = 200;

/** Where it is asked what became of alerts, and since when they were sent. */
export interface Asking {
  readonly target: Target;
  readonly since: Instant;
}

/** Asks the REST API what became of these alerts, each incident once, and waits a little for their cards. */
export async function becameOf(
  alerts: readonly Alert[],
  asking: Asking,
): Promise<readonly Became[]> {
  const { target } = asking;
  const entries = await audited(alerts.slice(0, MOST), asking);
  const told: Became[] = [];
  for (const entry of entries) {
    const { incident: number } = entry;
    if (told.some(({ incident }) => incident !== null && incident.number === number)) continue;
    const incident = typeof number === 'number' ? await withCard(number, target) : null;
    told.push({ text: textAt(entry, 'text'), incident });
  }
  return told;
}

/** What the audit says of each, in its newest entry; of an incident that what was sent opened itself, that. */
async function audited(
  alerts: readonly Alert[],
  { target, since }: Asking,
): Promise<readonly Fields[]> {
  const { entries } = await ask('/api/v1/audit?from=1m&limit=200', target);
  if (!Array.isArray(entries)) return [];
  const all: readonly Fields[] = entries.map(fieldsOf);
  return alerts.flatMap((alert) => {
    const entry = all.find(({ labels }) => hasLabels(alert, labels)) ?? all.find(isTitled(alert));
    return entry ? [all.find(isOpeningOf(entry, since)) ?? entry] : [];
  });
}

/** What is sent several times joins what its first opened. */
function isOpeningOf({ incident, reason }: Fields, since: Instant): (other: Fields) => boolean {
  if (reason !== 'duplicate' && reason !== 'joined') return () => false;
  return (other) =>
    other['reason'] === 'opened' &&
    other['incident'] === incident &&
    Date.parse(textAt(other, 'at')) >= since;
}

function hasLabels({ content }: Alert, labels: unknown): boolean {
  return isObject(labels) && JSON.stringify(labels) === JSON.stringify(content.labels);
}

/** Rules may have changed the labels; the title stays. */
function isTitled({ content }: Alert): (entry: Fields) => boolean {
  return ({ title }) => title === content.title;
}

async function withCard(number: number, target: Target): Promise<IncidentNow> {
  for (let tries = 1; ; tries += 1) {
    const incident = incidentFrom(number, await ask(`/api/v1/incidents/${number}`, target));
    if (incident.permalink !== null || incident.withheld !== '' || tries === TRIES) return incident;
    await pause(BETWEEN_MS);
  }
}

function incidentFrom(number: number, fields: Fields): IncidentNow {
  return {
    number,
    title: textAt(fields, 'title'),
    status: textAt(fields, 'status'),
    severity: textAt(fields, 'severity'),
    channel: textAt(fields, 'channel'),
    permalink: textAt(fieldsOf(fields['slack']), 'permalink') || null,
    isQuiet: fields['firing_count'] === 0 && fields['status'] !== 'resolved',
    withheld: textAt(fields, 'withheld'),
  };
}
