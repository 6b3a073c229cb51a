/** Finds what a person means by the words that they see. */
import { isObject, type Json } from '../block-kit/checks.ts';
import { optionsOf } from '../block-kit/composition.ts';
import { interactive, type Placed, stateField } from '../element-state.ts';
import { ActionFailed } from '../interactions/telling.ts';
import type { Conversation, Person } from '../model.ts';
import type { Workspace } from '../workspace.ts';

/** Tells elements apart that are called the same. */
export interface Narrowing {
  /** The value that a button carries, such as an incident's number. */
  readonly value?: string;
}

/** The one element with this visible text, label, placeholder, `action_id` or `block_id`. */
export function findByWords(
  blocks: readonly Json[],
  wanted: string,
  narrowing: Narrowing = {},
): Placed {
  const all = interactive(blocks);
  const { value } = narrowing;
  const found = all.filter(
    (placed) =>
      names(placed).includes(wanted) && (value === undefined || placed.element['value'] === value),
  );
  const [first, second] = found;
  if (!first) throw new ActionFailed(`There is no "${wanted}" here; there is: ${listed(all)}.`);
  if (second) throw new ActionFailed(`There are ${found.length} of "${wanted}": ${listed(found)}.`);
  return first;
}

/** What is written on the elements of one kind. */
export function labels(blocks: readonly Json[], kind: 'buttons' | 'menus'): readonly string[] {
  return interactive(blocks)
    .filter(({ element }) => (element['type'] === 'button') === (kind === 'buttons'))
    .map((placed) => names(placed)[0] ?? '');
}

/** The state of an element after somebody chose this, by the words that they see. */
export function valueByWords(
  workspace: Workspace,
  element: Json,
  wanted: string | readonly string[],
): Json {
  const field = element['type'] === 'overflow' ? 'selected_option' : stateField(element['type']);
  if (field === undefined) throw new ActionFailed(`A ${String(element['type'])} takes no value.`);
  const several = typeof wanted === 'string' ? [wanted] : wanted;
  const values = several.map((each) => single(workspace, element, { field, wanted: each }));
  return { [field]: field.startsWith('selected_') && field.endsWith('s') ? values : values[0] };
}

/** The option with this text or value. */
export function optionByWords(options: readonly unknown[], wanted: string): Json {
  const all = options.filter(isObject);
  const found = all.find(
    (option) => textOf(option['text']) === wanted || option['value'] === wanted,
  );
  if (found) return found;
  const offered = all.map((option) => `"${textOf(option['text'])}"`).join(', ');
  throw new ActionFailed(`"${wanted}" is not offered; there is: ${offered}.`);
}

function single(
  workspace: Workspace,
  element: Json,
  { field, wanted }: { field: string; wanted: string },
): unknown {
  if (field.startsWith('selected_option')) return optionByWords(optionsOf(element), wanted);
  if (field.startsWith('selected_user')) return personByWords(workspace, wanted).id;
  if (/^selected_(conversation|channel)/.test(field)) return channelByWords(workspace, wanted).id;
  if (field === 'selected_date_time') return Number(wanted);
  if (field !== 'rich_text_value') return wanted;
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: wanted }] };
  return { type: 'rich_text', elements: [section] };
}

/** The person with this handle, name or id. */
export function personByWords(workspace: Workspace, wanted: string): Person {
  const name = wanted.replace(/^@/, '');
  const found = [...workspace.people.values()].find((person) =>
    [person.name, person.realName, person.id].includes(name),
  );
  if (found) return found;
  const known = [...workspace.people.values()].map((person) => person.name).join(', ');
  throw new ActionFailed(`There is nobody called ${wanted}; there is: ${known}.`);
}

/** The channel with this name or id. */
export function channelByWords(workspace: Workspace, wanted: string): Conversation {
  const all = [...workspace.conversations.values()];
  const name = wanted.replace(/^#/, '');
  const found = all.find((each) => each.id === wanted || (!each.person && each.name === name));
  if (found) return found;
  const known = all.filter((each) => !each.person).map((each) => `#${each.name}`);
  throw new ActionFailed(`There is no channel ${wanted}; there is: ${known.join(', ')}.`);
}

/** All names of an element, the visible one first. */
function names({ block, element }: Placed): readonly string[] {
  return [
    block['label'],
    element['type'] === 'button' ? element['text'] : undefined,
    element['placeholder'],
    element['action_id'],
    block['type'] === 'input' ? block['block_id'] : undefined,
  ]
    .map(textOf)
    .filter((name) => name !== '');
}

function textOf(value: unknown): string {
  if (isObject(value)) return typeof value['text'] === 'string' ? value['text'] : '';
  return typeof value === 'string' ? value : '';
}

function listed(all: readonly Placed[]): string {
  if (all.length === 0) return 'nothing to press';
  return all
    .map((placed) => {
      const value = placed.element['value'];
      return `"${names(placed)[0]}"${value === undefined ? '' : ` (${String(value)})`}`;
    })
    .join(', ');
}
