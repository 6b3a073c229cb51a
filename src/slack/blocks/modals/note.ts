import type { ModalView } from '@slack/types';
import type { Incident } from '../../../domain/incident.ts';
import { incidentName } from '../words.ts';
import { type FieldFaults, type FilledIn, faults, textIn } from './filled-in.ts';
import { about, input, modal, textField } from './form.ts';

const NOTE = {
  placeholder: 'What you saw, tried or decided',
  most: 3_000,
  multiline: true,
  focused: true,
} as const;
const HINT = 'Goes to the thread and the timeline under your name.';

/** Asks for a note on an incident. */
export function noteModal(incident: Incident): ModalView {
  return modal({
    id: 'incident.note',
    title: `Note on ${incidentName(incident.number)}`,
    submit: 'Add note',
    incident: incident.number,
    blocks: [about(incident), input('text', 'Note', textField(NOTE), { hint: HINT })],
  });
}

/** The text of the note. */
export function readNote(values: FilledIn): { readonly text: string } | FieldFaults {
  const text = textIn(values, 'text');
  return text === '' ? faults({ text: 'A note needs some text.' }) : { text };
}
