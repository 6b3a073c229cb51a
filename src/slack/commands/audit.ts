import { auditOf } from '../auditing.ts';
import { plainText } from '../plain-text.ts';
import type { Subcommand } from './command.ts';

/** `/incident audit db-01`, `audit 2h` or `audit 14:05`: alerts that never became a card, and why. */
export const audit: Subcommand = {
  name: 'audit',
  also: [],
  example: 'audit db-01',
  run: ({ asker, words }, desk) => auditOf(desk, asker, plainText(words).trim()),
};
