import type { AlertReason, Untold } from '../../domain/reason.ts';
import type { Recording } from '../../domain/recording.ts';

/** A card that never reached Slack: where it belongs, and why not, in Slack's word. */
export interface Undelivered {
  readonly channel: string;
  readonly fault: string;
}

/** What became of something that arrived, as sentences. */
export function auditText(
  recording: Recording,
  number: number | null,
  undelivered: Undelivered | null = null,
): string {
  const incident = number === null ? 'an incident that is no longer kept' : `INC-${number}`;
  const became = BECAME[recording.reason]({ recording, incident });
  const card = undelivered === null ? '' : ` ${undeliveredText(undelivered)}`;
  if (recording.reason === 'dismissed' || recording.untold === null) return `${became}.${card}`;
  return `${became}. Nobody was told then: ${UNTOLD[recording.untold]}.`;
}

function undeliveredText({ channel, fault }: Undelivered): string {
  return `Its card is not in Slack: ${channel} cannot be delivered to (${fault}).`;
}

interface Subject {
  readonly recording: Recording;
  readonly incident: string;
}

const BECAME: Readonly<Record<AlertReason, (subject: Subject) => string>> = {
  opened: ({ incident }) => `It opened ${incident}`,
  joined: ({ incident }) => `It joined ${incident}`,
  refired: ({ incident }) => `It fired again in ${incident}`,
  reopened: ({ incident }) => `It reopened ${incident}`,
  duplicate: ({ incident, recording }) =>
    `It was sent again${times(recording)} while it fired already in ${incident}`,
  dismissed: ({ incident, recording }) =>
    recording.untold
      ? `It came from a quiet environment${times(recording)} after a person had resolved ${incident}: counted only`
      : `It was sent again${times(recording)} after a person had resolved ${incident}`,
  ended: ({ incident }) => `It ended in ${incident}`,
  'not-firing': () => 'It resolved something that did not fire',
  'old-release': ({ incident }) =>
    `It came from a release before the one that ${incident} was resolved in: counted only`,
  'sent-twice': ({ incident }) => `It had been counted in ${incident} already`,
  ignored: ({ recording }) => `The rule at ${recording.ignoredBy ?? 'an unknown place'} ignores it`,
};

function times({ count }: Recording): string {
  return count > 1 ? ` ${count} times` : '';
}

const UNTOLD: Readonly<Record<Untold, string>> = {
  silenced: 'it was silenced',
  inhibited: 'another alert inhibited it',
  maintenance: 'planned work or the off-hours of its route',
  'below-threshold': 'too little had happened yet',
  storm: 'a storm was on in its channel',
  muted: 'its incident was muted',
  flapping: 'its incident was flapping',
};
