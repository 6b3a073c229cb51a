import type { Alert } from '../../domain/alert.ts';
import { isFields, LIMITS } from '../fields.ts';
import { type Note, type Parsed, PayloadRejected } from '../source.ts';
import { type Reading, reading } from './reading.ts';
import { withoutPlaceholders } from './templates.ts';

/** Notes past this help nobody. */
const MOST_NOTES = 20;

/** Reads a payload, or each entry where its sender made a list of them; what one lacks does not cost the others. */
export function parseEach(
  payload: unknown,
  alertsIn: (entry: Reading) => readonly Alert[],
): Parsed {
  const notes: Note[] = [];
  const readAt = (entry: unknown, index: number) => {
    const remark = (note: string) => void notes.push({ index, note });
    const read = reading(isFields(entry) ? withoutPlaceholders(entry, remark) : entry);
    const alerts = alertsIn(read);
    for (const note of new Set(read.notes)) remark(note);
    return alerts;
  };
  const parsed = Array.isArray(payload)
    ? parseList(payload, readAt)
    : { alerts: readAt(payload, 0), rejected: [] };
  return { ...parsed, ...(notes.length > 0 && { notes: notes.slice(0, MOST_NOTES) }) };
}

function parseList(
  entries: readonly unknown[],
  readAt: (entry: unknown, index: number) => readonly Alert[],
): Parsed {
  if (entries.length > LIMITS.entries) {
    const text = `There are ${entries.length} entries; at most ${LIMITS.entries} are taken at once.`;
    throw new PayloadRejected('malformed', text);
  }
  const alerts: Alert[] = [];
  const refused: { readonly index: number; readonly error: PayloadRejected }[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      alerts.push(...readAt(entry, index));
    } catch (error) {
      if (!(error instanceof PayloadRejected)) throw error;
      refused.push({ index, error });
    }
  }
  if (refused[0] && refused.length === entries.length) throw refused[0].error;
  return {
    alerts,
    rejected: refused.map(({ index, error }) => ({ index, reason: error.message })),
  };
}

/** Refuses a payload in which nothing of its vendor's was found. */
export function notOf(vendor: string, sought: string): PayloadRejected {
  return new PayloadRejected(
    'missing',
    `This is nothing that ${vendor} sends: there is no ${sought}.`,
  );
}
