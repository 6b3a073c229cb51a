import { choose } from '../act.ts';
import { h } from '../dom.ts';
import { asRecord, asText, type Json, wordsOf } from '../json.ts';
import { attachMenu, type Choice } from '../menu.ts';
import { type Part, partKey } from '../scene.ts';
import {
  chosen,
  itemDescription,
  itemId,
  itemLabel,
  listedOptions,
  optionChoice,
  packChoice,
  type SelectKind,
  selectKind,
  workspaceChoices,
} from './select-kind.ts';

const SEARCH_FROM = 12;

/** A select of any kind: a button that shows the choice, and a list that opens. */
export function drawSelect(part: Part): Element {
  const kind = selectKind(asText(part.element['type']));
  const inForm = part.block.type === 'input';
  const label = h('span', { class: 'chosen' });
  const hint = h('small', { class: 'grey', hidden: true });
  const button = h(
    'button',
    {
      type: 'button',
      class: inForm ? 'input select-button' : 'btn menu',
      'data-key': partKey(part),
      'data-control': true,
    },
    label,
  );
  const show = (): void => showChosen(part, kind, { label, hint });
  show();
  attachMenu(button, menuOrder(part, kind, show));
  return inForm ? h('div', { class: 'select-field' }, button, hint) : button;
}

function showChosen(
  part: Part,
  kind: SelectKind,
  into: { readonly label: HTMLElement; readonly hint: HTMLElement },
): void {
  const items = chosen(part, kind);
  const names = items.map((item) => itemLabel(part.scene.page, item)).join(', ');
  into.label.textContent = names || placeholder(part);
  into.label.classList.toggle('none', names === '');
  into.hint.textContent = items.length === 1 ? itemDescription(items[0]) : '';
  into.hint.hidden = into.hint.textContent === '';
}

function placeholder(part: Part): string {
  return wordsOf(part.element['placeholder']) || 'Choose';
}

function menuOrder(part: Part, kind: SelectKind, show: () => void) {
  const known = new Map<string, unknown>();
  const search = searchHint(part, kind);
  return {
    label: placeholder(part),
    role: 'listbox' as const,
    multiple: kind.multiple,
    ...(search === undefined ? {} : { search }),
    load: (query: string) => load(part, kind, query, known),
    selected: () => chosen(part, kind).map(itemId),
    choose: (choice: Choice) => {
      const item = known.get(choice.id) ?? choice.id;
      choose(part, packChoice(kind, kind.multiple ? toggled(part, kind, item) : [item]), show);
    },
  };
}

function toggled(part: Part, kind: SelectKind, item: unknown): readonly unknown[] {
  const before = chosen(part, kind);
  const without = before.filter((one) => itemId(one) !== itemId(item));
  return without.length < before.length ? without : [...before, item];
}

function searchHint(part: Part, kind: SelectKind): string | undefined {
  const many = listedOptions(part.element).length >= SEARCH_FROM;
  return kind.external || kind.offer !== 'option' || many ? placeholder(part) : undefined;
}

async function load(
  part: Part,
  kind: SelectKind,
  query: string,
  known: Map<string, unknown>,
): Promise<readonly Choice[]> {
  if (kind.offer !== 'option') {
    return workspaceChoices(part, kind, query);
  }
  const listed = listedOptions(kind.external ? await askBot(part, query) : part.element);
  for (const { option } of listed) {
    known.set(itemId(option), option);
  }
  const wanted = kind.external ? '' : query.trim().toLowerCase();
  return listed.map(optionChoice).filter((choice) => choice.label.toLowerCase().includes(wanted));
}

async function askBot(part: Part, query: string): Promise<Json> {
  const answer = await part.scene.page.post('suggest', {
    container: part.scene.holder,
    block_id: part.block.block_id ?? '',
    action_id: asText(part.element['action_id']),
    value: query,
  });
  return asRecord(answer);
}
