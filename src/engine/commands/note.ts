import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** A person's words for the timeline. */
export const note: Verb<'note'> = (request, { text }) =>
  tell(request.draft, request.incident, asked(request), { kind: 'note', text });

/** What fixed it, in a person's words: a note, and on the card of a resolved incident that has none yet. */
export const fix: Verb<'fix'> = (request, { text }) => {
  const { draft, incident } = request;
  const { resolution } = incident;
  const open = resolution !== null && resolution.note === '';
  const known = open
    ? redraw({ ...incident, resolution: { ...resolution, note: text } })
    : incident;
  return tell(draft, known, asked(request), { kind: 'note', text });
};

/** A message of the thread that a person put on the timeline, at the time it was written. */
export const pin: Verb<'pin'> = (request, { text, author, link, at }) => {
  const cause = { ...asked(request), at };
  return tell(request.draft, request.incident, cause, { kind: 'pinned', text, author, link });
};
