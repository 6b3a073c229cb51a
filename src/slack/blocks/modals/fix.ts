import type { ModalView } from '@slack/types';
import type { Incident } from '../../../domain/incident.ts';
import { incidentName } from '../words.ts';
import { type FieldFaults, type FilledIn, faults, textIn } from './filled-in.ts';
import { about, input, modal, textField } from './form.ts';

/** The question that a resolve leaves open. */
export const FIX_FIELD = { placeholder: 'Extended /var by 200 GB', most: 300 } as const;
/** What becomes of the answer. */
export const FIX_HINT = 'Shown on the card, and again if it comes back.';

/** Asks, after the resolve, what fixed an incident. */
export function fixModal(incident: Incident): ModalView {
  const field = textField({ ...FIX_FIELD, focused: true });
  return modal({
    id: 'incident.fix',
    title: `What fixed ${incidentName(incident.number)}`,
    submit: 'Add',
    incident: incident.number,
    blocks: [about(incident), input('text', 'What fixed it?', field, { hint: FIX_HINT })],
  });
}

/** What fixed it. */
export function readFix(values: FilledIn): { readonly text: string } | FieldFaults {
  const text = textIn(values, 'text');
  return text === '' ? faults({ text: 'Say in a few words what fixed it.' }) : { text };
}
