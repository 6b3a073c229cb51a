import type { ErrorEvidence } from '../errors/evidence.ts';
import { errorFaults } from '../errors/verdict.ts';
import type { Storm } from '../storm.ts';
import { alertFaults } from './alerts.ts';
import { cardFaults } from './cards.ts';
import { peopleFaults } from './people.ts';
import { type Shown, shownIn } from './slack.ts';
import type { State } from './state.ts';
import { storedFaults } from './stored.ts';
import { threadFaults } from './thread.ts';

/** What is wrong after the storm, a sentence each, and what Slack shows. */
export interface Verdict {
  readonly faults: readonly string[];
  readonly shown: readonly Shown[];
}

/** Compares what was sent and done with what is stored, and that with what Slack shows. */
export function judge(
  { sandbox, ledger, bot, colleagues }: Storm,
  state: State,
  errors: ErrorEvidence,
): Verdict {
  const { shown, strays } = shownIn(sandbox, state);
  const deeds = colleagues.flatMap((colleague) => colleague.deeds);
  const faults = [
    ...bot.deaths,
    ...alertFaults(ledger, state),
    ...strays,
    ...shown.flatMap(cardFaults),
    ...shown.flatMap(threadFaults),
    ...peopleFaults(deeds, state),
    ...errorFaults(errors),
    ...storedFaults(errors, state),
  ];
  return { faults, shown };
}
