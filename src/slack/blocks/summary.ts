import type { KnownBlock, RichTextElement } from '@slack/types';
import { type Incident, type Resolution, titleOf } from '../../domain/incident.ts';
import { between } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { cut, LENGTHS } from './cut.ts';
import { actions, bold, bullets, button, emoji, lines, rich, text } from './elements.ts';
import { escapeWithin } from './mark-up.ts';
import type { MessageBody } from './message.ts';
import { who } from './names.ts';
import { count, duration, incidentName } from './words.ts';

/** The reply at the end: how long it took, what fired, who had it, and what fixed it. */
export function summary(incident: Incident, entry: TimelineEntry): MessageBody {
  const head = headline(incident, entry);
  const facts = factsOf(incident);
  return {
    text: `${escapeWithin([head, ...facts].join('. '), LENGTHS.text - 1)}.`,
    blocks: [
      rich(
        lines([emoji('white_check_mark'), text(' '), bold(head)]),
        bullets(facts.map((fact): readonly RichTextElement[] => [text(fact)])),
      ),
      ...afterwards(incident),
    ],
  };
}

function headline({ openedAt }: Incident, { at, actor, what }: TimelineEntry): string {
  const span = duration(between(openedAt, at));
  const how = what.kind === 'resolved' ? what.how : 'alerts';
  if (how === 'person') return `Resolved by ${who(actor)} after ${span}`;
  return how === 'alerts'
    ? `Resolved by itself after ${span}`
    : `Resolved: nothing was heard of it for too long`;
}

function factsOf(incident: Incident): readonly string[] {
  const { resolution } = incident;
  return [
    whatFired(incident),
    whoHadIt(incident, resolution),
    ...whatBringsItBack(resolution),
    ...(resolution && resolution.note !== ''
      ? [`What fixed it: ${cut(resolution.note, LENGTHS.words)}`]
      : []),
  ];
}

function whatFired(incident: Incident): string {
  const { alertCount, occurrenceCount, error } = incident;
  const title = cut(titleOf(incident), LENGTHS.title);
  if (error) return `Happened: ${title}, ${count(occurrenceCount, 'time')}`;
  const often = `${count(alertCount, 'alert')}, ${count(occurrenceCount, 'firing')}`;
  return alertCount > 0 ? `Fired: ${title}, ${often}` : title;
}

function whatBringsItBack(resolution: Resolution | null): readonly string[] {
  if (!resolution?.release || resolution.into !== null) return [];
  const { inNext } = resolution.release;
  const version = cut(resolution.release.version, LENGTHS.value);
  if (inNext) return [`Resolves with the next release: errors up to ${version} are only counted`];
  return [`Resolved in ${version}: errors of older releases are only counted`];
}

function whoHadIt({ openedAt }: Incident, resolution: Resolution | null): string {
  const taken = resolution?.acknowledged;
  if (!taken) return 'Nobody acknowledged it';
  return `Acknowledged by ${who(taken.by)} after ${duration(between(openedAt, taken.at))}`;
}

/** Nobody wrote what fixed it: whoever knows can do so here. */
function afterwards({ number, resolution }: Incident): readonly KnownBlock[] {
  if (resolution && resolution.note !== '') return [];
  const ask = button({
    text: 'Add what fixed it',
    action: 'incident.fix',
    value: `${number}`,
    label: `Add what fixed it: ${incidentName(number)}`,
  });
  return [actions(`incident-${number}-after`, ask)];
}
