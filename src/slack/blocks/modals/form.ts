import type {
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextInput,
  PlainTextOption,
} from '@slack/types';
import { type Incident, titleOf } from '../../../domain/incident.ts';
import { cut, LENGTHS } from '../cut.ts';
import { context, option } from '../elements.ts';
import { plain } from '../escape.ts';
import { asItIs } from '../mark-up.ts';
import { incidentName } from '../words.ts';

/** Slack's limit for the title of a modal. */
const TITLE = 24;

/** What one modal differs in from another. */
export interface ModalSpec {
  /** Its `callback_id`, which the answer carries. */
  readonly id: `${'incident' | 'report' | 'home'}.${string}`;
  readonly title: string;
  /** The verb on the button; never "Submit". Without one there is nothing to fill in. */
  readonly submit?: string;
  /** The incident that it is about, if there is one. */
  readonly incident?: number;
  readonly blocks: readonly KnownBlock[];
}

/** A modal, with what it is about in its metadata. */
export function modal({ id, title, submit, incident, blocks }: ModalSpec): ModalView {
  return {
    type: 'modal',
    callback_id: id,
    title: asItIs(cut(title, TITLE)),
    ...(submit !== undefined && { submit: asItIs(submit) }),
    close: asItIs(submit === undefined ? 'Close' : 'Cancel'),
    ...(incident !== undefined && { private_metadata: JSON.stringify({ incident }) }),
    blocks: [...blocks],
  };
}

/** What goes with a question beside its field. */
export interface InputOptions {
  readonly hint?: string;
  readonly optional?: boolean;
  /** Each change of it is told, so that the modal can follow. */
  readonly dispatch?: boolean;
}

/** A question as a label, and the field for its answer. */
export function input(
  id: string,
  label: string,
  element: InputBlock['element'],
  { hint, optional = false, dispatch = false }: InputOptions = {},
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: asItIs(label),
    element,
    ...(hint !== undefined && { hint: asItIs(hint) }),
    ...(optional && { optional }),
    ...(dispatch && { dispatch_action: true }),
  };
}

/** What a field for text differs in from another. */
export interface TextFieldSpec {
  readonly placeholder?: string;
  readonly most?: number;
  readonly multiline?: boolean;
  readonly focused?: boolean;
  readonly initial?: string;
}

/** A field for text. Slack takes no empty text to begin with, and none over the limit. */
export function textField(spec: TextFieldSpec): PlainTextInput {
  const { placeholder, most, multiline, focused } = spec;
  const initial = cut(spec.initial ?? '', most ?? 3_000);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    ...(multiline && { multiline }),
    ...(most !== undefined && { max_length: most }),
    ...(focused && { focus_on_load: focused }),
    ...(placeholder !== undefined && { placeholder: asItIs(placeholder) }),
    ...(initial.trim() !== '' && { initial_value: initial }),
  };
}

/** A choice, with a line about what it leads to. */
export function choice(label: string, value: string, description: string): PlainTextOption {
  return { ...option(label, value), description: asItIs(cut(description, LENGTHS.label)) };
}

/** In grey, which incident this is about. */
export function about(incident: Incident): KnownBlock {
  const title = cut(titleOf(incident), LENGTHS.title).trim();
  return context(plain(title) || incidentName(incident.number));
}
