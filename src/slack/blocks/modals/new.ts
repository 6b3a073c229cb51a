import type { ConversationsSelect, ModalView, StaticSelect, UsersSelect } from '@slack/types';
import { SEVERITIES, type Severity } from '../../../domain/severity.ts';
import { asItIs } from '../mark-up.ts';
import { capital } from '../words.ts';
import {
  channelIn,
  choiceIn,
  type FieldFaults,
  type FilledIn,
  faults,
  textIn,
  userIn,
} from './filled-in.ts';
import { choice, input, modal, textField } from './form.ts';

/** What is known already, from the words of a command or from a message. */
interface NewPrefill {
  readonly title?: string;
  readonly description?: string;
  readonly severity?: Severity;
  /** The id of the channel where it came up. */
  readonly channel?: string;
}

const TITLE = { placeholder: 'Customers cannot log in', most: 150, focused: true } as const;
const DESCRIPTION = {
  placeholder: 'Since when, who is affected, what was tried',
  most: 2_000,
  multiline: true,
} as const;
const WHERE = 'The card is posted there and the thread is its timeline.';

/** Asks for a new incident; the title is enough. */
export function newModal(prefill: NewPrefill = {}): ModalView {
  const { title = '', description = '', severity = 'error', channel } = prefill;
  const what = textField({ ...TITLE, initial: title.replace(/\s+/g, ' ').trim() });
  const known = textField({ ...DESCRIPTION, initial: description });
  return modal({
    id: 'incident.new',
    title: 'New incident',
    submit: 'Open incident',
    blocks: [
      input('title', 'What is wrong?', what),
      input('severity', 'Severity', severities(severity)),
      input('description', 'What do you know?', known, { optional: true }),
      input('assignee', 'Who takes it?', people(), { optional: true }),
      input('channel', 'Where?', channels(channel), { hint: WHERE, optional: true }),
    ],
  });
}

const LEADS_TO: Readonly<Record<Severity, string>> = {
  critical: 'Customers cannot work, somebody must look now',
  error: 'Something is broken, somebody must look today',
  warning: 'It may break soon',
  info: 'Worth knowing, nobody has to look',
};

function severities(chosen: Severity): StaticSelect {
  const option = (each: Severity) => choice(capital(each), each, LEADS_TO[each]);
  return {
    type: 'static_select',
    action_id: 'value',
    placeholder: asItIs('Choose'),
    options: SEVERITIES.map(option),
    initial_option: option(chosen),
  };
}

function people(): UsersSelect {
  return { type: 'users_select', action_id: 'value', placeholder: asItIs('Nobody yet') };
}

function channels(channel: string | undefined): ConversationsSelect {
  return {
    type: 'conversations_select',
    action_id: 'value',
    placeholder: asItIs('Where alerts go'),
    ...(channel !== undefined && { initial_conversation: channel }),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  };
}

/** A new incident as a person wants it. */
export interface WantedIncident {
  readonly title: string;
  readonly severity: Severity;
  readonly description: string;
  /** The id of who takes it; null: nobody yet. */
  readonly assignee: string | null;
  /** The id of the channel for its card; null: the default route's. */
  readonly channel: string | null;
}

/** The new incident, or what is missing of it. */
export function readNew(values: FilledIn): WantedIncident | FieldFaults {
  const title = textIn(values, 'title');
  const chosen = choiceIn(values, 'severity');
  const severity = SEVERITIES.find((each) => each === chosen);
  if (title === '') return faults({ title: 'Say in a few words what is wrong.' });
  if (!severity) return faults({ severity: 'Choose how bad it is.' });
  return {
    title,
    severity,
    description: textIn(values, 'description'),
    assignee: userIn(values, 'assignee'),
    channel: channelIn(values, 'channel'),
  };
}
