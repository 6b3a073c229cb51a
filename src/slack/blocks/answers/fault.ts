import type { Incident } from '../../../domain/incident.ts';
import { section } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { incidentName } from '../words.ts';

const LATE = 'Slack is slow to take updates now; the card follows by itself.';

/** What was asked for is saved, and Slack does not show it yet. */
export function faultAnswer(incident: Incident): MessageBody {
  return {
    text: 'Saved, but Slack did not take the update. The card follows by itself.',
    blocks: [section(`${whatIs(incident)} ${LATE}`)],
  };
}

function whatIs({ number, status }: Incident): string {
  const name = incidentName(number);
  return status === 'triggered' ? `The change of ${name} is saved.` : `${name} is ${status}.`;
}
