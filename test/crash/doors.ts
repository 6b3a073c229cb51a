import type { Said } from './ledger.ts';

/** Where an alert comes in. */
export type Door = 'json' | 'prometheus';

/** An alert that is sent again and again. */
export interface Subject {
  readonly id: string;
  readonly group: string;
  readonly host: string | null;
}

/** A statement about it. */
export interface Statement {
  readonly subject: Subject;
  readonly firing: boolean;
  readonly severity: string;
  readonly description: string;
}

export const PATHS: Readonly<Record<Door, string>> = {
  json: '/hooks/json',
  prometheus: '/api/v2/alerts',
};

/** The body of a request as its door speaks. */
export function bodyOf(door: Door, statements: readonly Statement[], now: number): string {
  const entry = door === 'json' ? jsonEntry : (each: Statement) => prometheusEntry(each, now);
  return JSON.stringify(statements.map(entry));
}

/** What the statements say, for the ledger. */
export function saidBy(statements: readonly Statement[]): readonly Said[] {
  return statements.map(({ subject, firing }) => ({ id: subject.id, firing }));
}

function labelsOf({ id, group, host }: Subject): Record<string, string> {
  return { alertname: group, service: 'shop', id, ...(host === null ? {} : { host }) };
}

function jsonEntry({ subject, firing, severity, description }: Statement): object {
  return {
    title: `${subject.group} is in trouble`,
    status: firing ? 'firing' : 'resolved',
    severity,
    description,
    labels: labelsOf(subject),
    // Some senders give a key, others leave the labels to stand for it.
    ...(subject.id.endsWith('0') ? { dedup_key: subject.id } : {}),
  };
}

/** Longer than the test takes: an end of our own guessing would change what is checked. */
const FIRES_FOR = 3 * 3_600_000;

function prometheusEntry({ subject, firing, description }: Statement, now: number): object {
  return {
    labels: { ...labelsOf(subject), severity: 'warning' },
    annotations: { summary: `${subject.group} is in trouble`, description },
    endsAt: new Date(firing ? now + FIRES_FOR : now - 1_000).toISOString(),
  };
}
