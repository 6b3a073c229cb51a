import { errorFaults } from '../../crash/errors/verdict.ts';
import type { Evidence } from '../evidence.ts';
import { alertFaults } from './alerts.ts';
import { budgetFaults } from './budget.ts';
import { cardFaults } from './cards.ts';
import { noteFaults } from './notes.ts';
import { timerFaults } from './timers.ts';
import { overlaps } from './times.ts';
import { twiceFaults } from './twice.ts';

/** All that is wrong, a sentence each. */
export function judge(evidence: Evidence): readonly string[] {
  return [
    ...(evidence.settled ? [] : ['Slack did not come to show everything in time.']),
    ...deathFaults(evidence),
    ...alertFaults(evidence),
    ...errorFaults(evidence.errors),
    ...cardFaults(evidence),
    ...twiceFaults(evidence),
    ...noteFaults(evidence),
    ...timerFaults(evidence),
    ...budgetFaults(evidence),
  ];
}

/** A bot may give up while its database is away; else it lives. */
function deathFaults({ deaths, deeds }: Evidence): readonly string[] {
  return deaths.flatMap(({ bot, at, how }) => {
    const span = { from: at - FORGIVEN, to: at };
    const isExplained = deeds.some((deed) => isOfDatabase(deed, bot) && overlaps(deed, span));
    return isExplained ? [] : [`Bot ${bot}: ${how}, at ${new Date(at).toISOString()}.`];
  });
}

const FORGIVEN = 30_000;

function isOfDatabase({ kind, bot }: Evidence['deeds'][number], own: number): boolean {
  return (
    kind === 'kill postgres' || (bot === own && (kind === 'cut postgres' || kind === 'cut both'))
  );
}
