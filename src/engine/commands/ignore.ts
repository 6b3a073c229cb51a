import type { ErrorGroup } from '../../domain/error-group.ts';
import type { MuteEnd } from '../../domain/incident.ts';
import { usersIn } from '../errors/crowd.ts';
import { groupOf } from '../errors/home-group.ts';
import { redraw, tell } from '../record.ts';
import { type ActOf, asked, type Verb } from './command.ts';

/** Nobody wants to hear of the error until it means more, or ever. It is counted all the same. */
export const ignore: Verb<'ignore'> = (request, act) => {
  const { draft, incident, actor, now } = request;
  const { until, reason } = act;
  const group = groupOf(draft, incident);
  if (!group) return 'not-an-error';
  if (incident.status === 'resolved') return 'already-resolved';
  if (until === null) draft.clearTimer('mute-over', incident.id);
  else draft.setTimer({ kind: 'mute-over', subject: incident.id, at: until });
  const early = endsOf(act, group);
  const hidden = incident.mute?.hidden ?? 0;
  const events = incident.mute?.events ?? group.events;
  const mute = { until, ignores: true, by: actor, at: now, reason, early, hidden, events };
  const what = { kind: 'ignored', until, early, why: reason } as const;
  return tell(draft, redraw({ ...incident, mute }), asked(request), what);
};

function endsOf(
  { occurrences, users, spike }: ActOf<'ignore'>,
  group: ErrorGroup,
): readonly MuteEnd[] {
  const ends: MuteEnd[] = [];
  if (occurrences !== null) {
    ends.push({ when: 'occurrences', reached: group.events + occurrences, more: occurrences });
  }
  if (users !== null) {
    ends.push({ when: 'users', reached: usersIn(group.users) + users, more: users });
  }
  if (spike) ends.push({ when: 'spike' });
  return ends;
}
