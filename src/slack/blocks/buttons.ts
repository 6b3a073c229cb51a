import type { ActionsBlock, Button, PlainTextOption, StaticSelect } from '@slack/types';
import type { ErrorStory } from '../../domain/error-group.ts';
import { type Incident, isMuted, isOpen, titleOf, wasTold } from '../../domain/incident.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import type { Instant } from '../../domain/time.ts';
import { actions, button, groupedSelect, option, select } from './elements.ts';
import { capital, incidentName } from './words.ts';

/** The last row of a card: fixed places, whatever the state. */
export function cardButtons(
  incident: Incident,
  error: ErrorStory | null,
  now: Instant,
): ActionsBlock {
  const elements = isOpen(incident)
    ? openRow(incident, error, now)
    : [verb(incident, 'Reopen'), more(incident, error)];
  return actions(`incident-${incident.number}-r${incident.cardRevision}`, ...elements);
}

function openRow(
  incident: Incident,
  error: ErrorStory | null,
  now: Instant,
): ActionsBlock['elements'] {
  const muted = isMuted(incident, now);
  return [
    incident.status === 'acknowledged'
      ? verb(incident, 'Unacknowledge')
      : verb(incident, 'Acknowledge', !muted),
    verb(incident, 'Assign'),
    muted ? unmute(incident) : quietMenu(incident),
    verb(incident, 'Resolve'),
    more(incident, error),
  ];
}

function unmute(incident: Incident): Button {
  const isIgnored = incident.mute?.ignores === true;
  return named(incident, isIgnored ? 'Stop ignoring' : 'Unmute', 'unmute');
}

function verb(incident: Incident, text: string, primary = false): Button {
  return named(incident, text, text.toLowerCase(), primary);
}

function named(incident: Incident, text: string, act: string, primary = false): Button {
  return button({
    text,
    action: `incident.${act}`,
    value: `${incident.number}`,
    label: `${text} ${incidentName(incident.number)}, ${titleOf(incident)}`,
    primary,
  });
}

const MUTES = [
  ['30 minutes', '30m'],
  ['1 hour', '1h'],
  ['4 hours', '4h'],
  ['1 day…', '1d'],
  ['Until it resolves', 'resolved'],
  ['More choices…', 'ask'],
] as const;

/** How an error is kept from people for longer than a time. */
const IGNORES = [
  ['For 1 day', '1d'],
  ['Until it happens 100 more times', '100-times'],
  ['Until 10 more users', '10-users'],
  ['Until it escalates', 'escalates'],
  ['For ever', 'forever'],
  ['More choices…', 'ask'],
] as const;

function quietMenu({ number, error }: Incident): StaticSelect {
  const [name, choices] = error ? (['Ignore', IGNORES] as const) : (['Mute', MUTES] as const);
  const options = choices.map(([text, value]) => option(text, `${number}:${value}`));
  return select(name, `incident.${name.toLowerCase()}`, options);
}

function more(incident: Incident, error: ErrorStory | null): StaticSelect {
  const { number } = incident;
  return groupedSelect('More', 'incident.more', {
    Do: doings(incident, error),
    ...(isOpen(incident) ? { 'Set severity': severities(incident) } : {}),
    Look: [
      option(LOOK_WHY[wasTold(incident) ? 'told' : 'untold'], `${number}:why`),
      option('Timeline', `${number}:timeline`),
    ],
  });
}

/** What can be done with an error besides, as far as it can be with this one. */
function doings(incident: Incident, error: ErrorStory | null): readonly PlainTextOption[] {
  const { number } = incident;
  const note = option('Add a note…', `${number}:note`);
  if (!incident.error) return [note];
  const isHere = isOpen(incident);
  const hasRelease = error !== null && error.group.lastRelease !== '';
  return [
    note,
    ...(isHere && hasRelease
      ? [option('Resolve in the next release', `${number}:resolve-next`)]
      : []),
    ...(isHere ? [option('Merge into another…', `${number}:merge`)] : []),
    ...(error && error.took > 0 ? [option('Split', `${number}:split`)] : []),
    ...(isHere ? [option('Mute…', `${number}:mute`)] : []),
  ];
}

const LOOK_WHY = { told: 'Why was this sent?', untold: 'Why was this not sent?' } as const;

function severities(incident: Incident): readonly PlainTextOption[] {
  return SEVERITIES.map((severity) => {
    const now = severity === incident.severity ? ' (now)' : '';
    return option(`${capital(severity)}${now}`, `${incident.number}:severity:${severity}`);
  });
}
