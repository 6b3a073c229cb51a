import type { AlertBlock, ModalView, RadioButtons } from '@slack/types';
import type { TrackedAlert } from '../../../domain/alert.ts';
import type { Incident } from '../../../domain/incident.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { codeSpan, mrkdwn } from '../mark-up.ts';
import { count, incidentName } from '../words.ts';
import { choiceIn, type FieldFaults, type FilledIn, textIn } from './filled-in.ts';
import { FIX_FIELD, FIX_HINT } from './fix.ts';
import { choice, input, modal, textField } from './form.ts';

const NAMED = 3;

/** Asks what shall be with the alerts that still fire. */
export function resolveModal(incident: Incident, firing: readonly TrackedAlert[]): ModalView {
  return modal({
    id: 'incident.resolve',
    title: `Resolve ${incidentName(incident.number)}`,
    submit: 'Resolve',
    incident: incident.number,
    blocks: [
      stillFiring(incident, firing),
      input('how', 'What then?', ways()),
      input('note', 'What fixed it?', textField(FIX_FIELD), { hint: FIX_HINT, optional: true }),
    ],
  });
}

function stillFiring(incident: Incident, firing: readonly TrackedAlert[]): AlertBlock {
  const shown = [...new Set(firing.map(nameOfAlert))].slice(0, NAMED);
  const more =
    incident.firingCount - firing.filter((one) => shown.includes(nameOfAlert(one))).length;
  const rest = more > 0 ? [`and ${count(more, 'more', 'more')}`] : [];
  const names = shown.length > 0 ? `:* ${[...shown, ...rest].join(' ')}` : '*';
  const text = mrkdwn(`*${howMany(incident)}${names}`);
  return { type: 'alert', level: 'warning', text };
}

function howMany({ firingCount, alertCount }: Incident): string {
  const verb = firingCount === 1 ? 'fires' : 'fire';
  if (firingCount < alertCount) return `${firingCount} of ${alertCount} alerts still ${verb}`;
  return `${count(firingCount, 'alert')} still ${verb}`;
}

function nameOfAlert({ content }: TrackedAlert): string {
  return codeSpan(firstLine(content.host ?? content.title, LENGTHS.value));
}

/** A resolve should not have to race its own alerts, so muting stands first in mind. */
function ways(): RadioButtons {
  const mute = choice('Resolve, and mute for 1 hour', 'mute', 'Time for the alerts to go out');
  const plain = choice(
    'Resolve, and reopen when it fires again',
    'plain',
    'The next firing brings the card back',
  );
  return {
    type: 'radio_buttons',
    action_id: 'value',
    options: [plain, mute],
    initial_option: mute,
  };
}

/** What fixed it, which may be empty, and what shall be with the alerts that still fire. */
interface WantedResolve {
  readonly note: string;
  readonly how: 'reopen' | 'mute';
}

/** How it is to be resolved; nothing that can be filled in is wrong. */
export function readResolve(values: FilledIn): WantedResolve | FieldFaults {
  const how = choiceIn(values, 'how') === 'plain' ? 'reopen' : 'mute';
  return { note: textIn(values, 'note'), how };
}
