import { randomUUID } from 'node:crypto';

/** The id of a new silence: a UUID, as Alertmanager's clients expect. */
export function newSilenceId(): string {
  return randomUUID();
}
