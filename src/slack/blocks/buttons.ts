import type { ActionsBlock, Button, PlainTextOption, StaticSelect } from '@slack/types';
import { type Incident, isMuted, isOpen, titleOf, wasTold } from '../../domain/incident.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import type { Instant } from '../../domain/time.ts';
import { actions, button, groupedSelect, option, select } from './elements.ts';
import { capital, incidentName } from './words.ts';

/** The last row of a card: fixed places, whatever the state. */
export function cardButtons(incident: Incident, now: Instant): ActionsBlock {
  const elements = isOpen(incident)
    ? openRow(incident, now)
    : [verb(incident, 'Reopen'), more(incident)];
  return actions(`incident-${incident.number}-r${incident.cardRevision}`, ...elements);
}

function openRow(incident: Incident, now: Instant): ActionsBlock['elements'] {
  const muted = isMuted(incident, now);
  return [
    incident.status === 'acknowledged'
      ? verb(incident, 'Unacknowledge')
      : verb(incident, 'Acknowledge', !muted),
    verb(incident, 'Assign'),
    muted ? verb(incident, 'Unmute') : muteMenu(incident),
    verb(incident, 'Resolve'),
    more(incident),
  ];
}

function verb(incident: Incident, text: string, primary = false): Button {
  return button({
    text,
    action: `incident.${text.toLowerCase()}`,
    value: `${incident.number}`,
    label: `${text} ${incidentName(incident.number)}, ${titleOf(incident)}`,
    primary,
  });
}

const MUTES = [
  ['30 minutes', '30m'],
  ['1 hour', '1h'],
  ['4 hours', '4h'],
  ['1 day', '1d'],
  ['Until it resolves', 'resolved'],
  ['More choices…', 'ask'],
] as const;

function muteMenu({ number }: Incident): StaticSelect {
  const options = MUTES.map(([text, value]) => option(text, `${number}:${value}`));
  return select('Mute', 'incident.mute', options);
}

function more(incident: Incident): StaticSelect {
  const { number } = incident;
  return groupedSelect('More', 'incident.more', {
    Do: [option('Add a note…', `${number}:note`)],
    ...(isOpen(incident) ? { 'Set severity': severities(incident) } : {}),
    Look: [
      option(LOOK_WHY[wasTold(incident) ? 'told' : 'untold'], `${number}:why`),
      option('Timeline', `${number}:timeline`),
    ],
  });
}

const LOOK_WHY = { told: 'Why was this sent?', untold: 'Why was this not sent?' } as const;

function severities(incident: Incident): readonly PlainTextOption[] {
  return SEVERITIES.map((severity) => {
    const now = severity === incident.severity ? ' (now)' : '';
    return option(`${capital(severity)}${now}`, `${incident.number}:severity:${severity}`);
  });
}
