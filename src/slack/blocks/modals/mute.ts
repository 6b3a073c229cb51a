import type { AlertBlock, InputBlock, KnownBlock, ModalView, RadioButtons } from '@slack/types';
import { type Incident, titleOf } from '../../../domain/incident.ts';
import { cut, LENGTHS } from '../cut.ts';
import { serviceOf } from '../early.ts';
import { select } from '../elements.ts';
import { plain } from '../escape.ts';
import { mrkdwn } from '../mark-up.ts';
import { count, dateToken, incidentName } from '../words.ts';
import { choice, input, modal, textField } from './form.ts';
import {
  FIRST_DRAFT,
  type MuteDraft,
  type MutePreview,
  matchersOf,
  written,
} from './mute-draft.ts';
import { endEarly } from './mute-early.ts';
import { chosenTime, type MuteReader, muteTimeOptions } from './mute-times.ts';

const NAMED = 3;

/** Asks for how long, what and why. Drawn anew at each change, with what it would hide. */
export function muteModal(
  incident: Incident,
  reader: MuteReader,
  draft: MuteDraft = FIRST_DRAFT,
  preview: MutePreview | null = null,
): ModalView {
  return modal({
    id: 'incident.mute',
    title: `Mute ${incidentName(incident.number)}`,
    submit: 'Mute',
    incident: incident.number,
    blocks: [
      howLong(incident, reader, draft),
      ...(draft.time === 'date' ? [untilWhen()] : []),
      ...what(incident, draft),
      ...(draft.scope === 'incident' ? endEarly(incident) : []),
      why(draft),
      ...(preview ? [wouldHide(incident, draft, preview)] : []),
    ],
  });
}

function howLong(incident: Incident, reader: MuteReader, { time }: MuteDraft): InputBlock {
  const options = muteTimeOptions(incident, reader);
  const chosen = options.find(({ value }) => chosenTime(value ?? '')?.time === time);
  const element = {
    ...select('Choose', 'value', options),
    ...(chosen && { initial_option: chosen }),
  };
  return input('duration', 'For how long?', element, { dispatch: true });
}

/** Slack asks for it in the zone of whoever fills it in. */
function untilWhen(): InputBlock {
  const element = { type: 'datetimepicker', action_id: 'value' } as const;
  return input('until', 'Until when?', element, { dispatch: true });
}

/** An incident without labels is all that can be muted of it. */
function what(incident: Incident, { scope, matchers }: MuteDraft): readonly KnownBlock[] {
  const own = matchersOf(incident);
  if (own.length === 0) return [];
  const only = choice(
    `Only ${incidentName(incident.number)}`,
    'incident',
    `${count(incident.alertCount, 'alert')}, and new ones of this group`,
  );
  const labels = own.map(({ name, value }) => `${name}=${value}`).join(', ');
  const all = choice('Everything that matches', 'match', `${cut(labels, 60)}: a silence`);
  const element: RadioButtons = {
    type: 'radio_buttons',
    action_id: 'value',
    options: [only, all],
    initial_option: scope === 'match' ? all : only,
  };
  const asked = input('scope', 'What?', element, { dispatch: true });
  return scope === 'match' ? [asked, whichLabels(matchers ?? written(own))] : [asked];
}

function whichLabels(initial: string): InputBlock {
  const hint = 'As in Alertmanager: = != =~ !~, separated by spaces.';
  return input('matchers', 'Labels', textField({ initial }), { hint, dispatch: true });
}

function why({ scope }: MuteDraft): InputBlock {
  const element = textField({ placeholder: 'Replacing the disk array', most: 300 });
  const hint =
    scope === 'match'
      ? 'Shown on the card. A silence needs it.'
      : 'Shown on the card. Needed for more than 4 hours.';
  return input('reason', 'Why?', element, { hint, optional: scope === 'incident' });
}

function wouldHide(incident: Incident, draft: MuteDraft, preview: MutePreview): AlertBlock {
  const until = preview.until === null ? endOf(incident, draft) : dateToken(preview.until);
  const text = draft.scope === 'match' ? others(preview) : own(incident);
  return {
    type: 'alert',
    block_id: 'preview',
    level: isWide(incident, preview) ? 'warning' : 'info',
    text: mrkdwn(`*Until ${until} this would hide${text}`),
  };
}

/** What a mute without a time waits for; it ends with the incident at the latest. */
function endOf(incident: Incident, { time }: MuteDraft): string {
  if (time === 'deploy') return `the next deploy of ${plain(serviceOf(incident))}`;
  return time === 'rate' ? 'three times the rate' : 'it resolves';
}

function own({ number }: Incident): string {
  return `* the thread entries of ${incidentName(number)}.\nThe card stays and says Muted.`;
}

function others({ hides }: MutePreview): string {
  if (hides.length === 0) return '* no incident that is open now.';
  const verb = hides.length === 1 ? 'is' : 'are';
  const critical = hides.filter(({ severity }) => severity === 'critical').length;
  const isAll = critical === hides.length;
  const worst = critical > 0 && !isAll ? `, ${critical} of them critical` : '';
  const shown = hides.slice(0, NAMED).map(named).join(', ');
  const more = hides.length > NAMED ? ` and ${hides.length - NAMED} more` : '';
  const many = count(hides.length, isAll ? 'critical incident' : 'incident');
  return ` ${many}* that ${verb} open now${worst}: ${ended(`${shown}${more}`)}`;
}

/** Words that were cut end already. */
function ended(words: string): string {
  return words.endsWith('…') ? words : `${words}.`;
}

function named(incident: Incident): string {
  const title = cut(titleOf(incident), LENGTHS.title);
  return `${incidentName(incident.number)} ${plain(title)}`;
}

/** Whether it hides a critical one, or any other than this. */
function isWide({ number }: Incident, { hides }: MutePreview): boolean {
  return hides.some((each) => each.severity === 'critical' || each.number !== number);
}
