import type { KnownBlock, ModalView } from '@slack/types';
import { nameOf } from '../../../domain/actor.ts';
import type { Incident } from '../../../domain/incident.ts';
import { cut, LENGTHS } from '../cut.ts';
import { context } from '../elements.ts';
import { plain } from '../escape.ts';
import { dateToken, incidentName } from '../words.ts';
import { type FieldFaults, type FilledIn, faults, textIn, userIn } from './filled-in.ts';
import { input, modal, textField } from './form.ts';

const HINT =
  'They are told once, in the thread. The incident counts as acknowledged when they press Acknowledge.';

/** Asks who shall have an incident. */
export function assignModal(incident: Incident): ModalView {
  const people = { type: 'users_select', action_id: 'value', focus_on_load: true } as const;
  const word = textField({ placeholder: 'Why them', most: 300 });
  return modal({
    id: 'incident.assign',
    title: `Assign ${incidentName(incident.number)}`,
    submit: 'Assign',
    incident: incident.number,
    blocks: [
      input('assignee', 'Who takes it?', people, { hint: HINT }),
      input('note', 'A word for them', word, { optional: true }),
      ...whoKnowsIt(incident),
    ],
  });
}

function whoKnowsIt({ assignee, reopened }: Incident): readonly KnownBlock[] {
  const parts: string[] = [];
  if (assignee) parts.push(`Now for *${shown(assignee.name)}*`);
  if (reopened?.after.how === 'person') {
    const { by, at } = reopened.after;
    parts.push(`Resolved this last time: *${shown(nameOf(by))}*, ${dateToken(at)}`);
  }
  return parts.length > 0 ? [context(parts.join(' · '))] : [];
}

function shown(name: string): string {
  return plain(cut(name, LENGTHS.value));
}

/** Who shall have it, by their id, and a word for them, which may be empty. */
interface WantedAssignment {
  readonly user: string;
  readonly word: string;
}

/** Who shall have it. */
export function readAssign(values: FilledIn): WantedAssignment | FieldFaults {
  const user = userIn(values, 'assignee');
  if (user === null) return faults({ assignee: 'Choose who takes it.' });
  return { user, word: textIn(values, 'note') };
}
