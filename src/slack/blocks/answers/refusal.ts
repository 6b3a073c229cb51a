import type { Button } from '@slack/types';
import { nameOf } from '../../../domain/actor.ts';
import type { Incident } from '../../../domain/incident.ts';
import type { Refusal } from '../../../domain/reason.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { button } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { dateToken, formatNear, incidentName } from '../words.ts';

const UNCHANGED = 'Nothing changed.';

/** What is the case instead, that nothing changed, and the one sensible next step. */
export function refusalAnswer(incident: Incident, refusal: Refusal, now: Instant): MessageBody {
  const { text, mrkdwn = text, next } = SAYING[refusal](incident, now);
  const name = incidentName(incident.number);
  return {
    text: shortText(`${name} ${text}. ${UNCHANGED}`),
    blocks: [section(`${name} ${mrkdwn}. ${UNCHANGED}`, next)],
  };
}

/** What is the case with an incident, without its name and without a full stop. */
interface Said {
  readonly text: string;
  /** Where it differs from the text, escaped. */
  readonly mrkdwn?: string;
  readonly next?: Button;
}

const SAYING: Readonly<Record<Refusal, (incident: Incident, now: Instant) => Said>> = {
  'unknown-incident': () => ({ text: 'is not there' }),
  'already-acknowledged': acknowledged,
  'not-acknowledged': () => ({ text: 'is with nobody' }),
  'already-assigned': assigned,
  'not-muted': () => ({ text: 'is not muted' }),
  'already-resolved': resolved,
  'not-resolved': () => ({ text: 'is open' }),
  'already-so': ({ severity }) => ({ text: `is ${severity} already` }),
  'not-an-error': ({ error }) => ({ text: error ? OTHER_IS_NONE : IS_NONE }),
  'no-release': () => ({
    text: 'names no release, so that no next one can be told from it. Resolve alone works',
  }),
  'same-incident': () => ({ text: 'cannot be merged into itself' }),
  'not-merged': () => ({ text: 'has no errors of others, so there is nothing to split' }),
  'unknown-target': () => ({
    text: 'was not merged: there is no incident of that number',
  }),
  'unknown-silence': () => ({ text: 'has no such silence' }),
  'silence-expired': () => ({ text: 'has no such silence any more' }),
};

const FROM = 'comes from a monitor or a person';
const IS_NONE = `${FROM}. Only errors that a program reported can be ignored, merged or split`;
const OTHER_IS_NONE = `was not merged: the other incident ${FROM}, and is no error`;

function acknowledged(incident: Incident, now: Instant): Said {
  const { number, assignee, acknowledged: taken } = incident;
  const who = cut(assignee?.name ?? (taken ? nameOf(taken.by) : 'somebody'), LENGTHS.value);
  const since = taken ? ` since ${dateToken(taken.at, formatNear(taken.at, now))}` : '';
  const name = incidentName(number);
  return {
    text: assignee ? `is already with ${who}` : `is already acknowledged by ${who}`,
    mrkdwn: `is with *${plain(who)}*${since}`,
    next: button({
      text: 'Take over',
      action: 'incident.takeover',
      value: `${number}`,
      label: `Take over ${name} from ${who}`,
    }),
  };
}

function assigned({ assignee }: Incident): Said {
  if (!assignee) return { text: 'is for nobody in particular already' };
  const who = cut(assignee.name, LENGTHS.value);
  return { text: `is for ${who} already`, mrkdwn: `is for *${plain(who)}* already` };
}

function resolved({ number, resolution }: Incident, now: Instant): Said {
  const by = resolution?.how === 'person' ? cut(nameOf(resolution.by), LENGTHS.value) : null;
  const at = resolution ? ` · ${dateToken(resolution.at, formatNear(resolution.at, now))}` : '';
  return {
    text: by === null ? 'is resolved already' : `is resolved already, by ${by}`,
    mrkdwn: `is resolved already${by === null ? '' : `, by *${plain(by)}*`}${at}`,
    next: button({
      text: 'Reopen',
      action: 'incident.reopen',
      value: `${number}`,
      label: `Reopen ${incidentName(number)}`,
    }),
  };
}
