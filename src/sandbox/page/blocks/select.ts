import { choose } from '../act.ts';
import { h, toggleAttribute } from '../dom.ts';
import { asNumber, asRecord, asText, type Json, wordsOf } from '../json.ts';
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
  const show = (): void => showChosen(part, kind, { button, label, hint });
  show();
  attachMenu(button, menuOrder(part, kind, show));
  return inForm ? h('div', { class: 'select-field' }, button, hint) : button;
}

function showChosen(
  part: Part,
  kind: SelectKind,
  into: { readonly button: Element; readonly label: Element; readonly hint: HTMLElement },
): void {
  const items = chosen(part, kind);
  const names = items.map((item) => itemLabel(part.scene.page, item)).join(', ');
  into.label.textContent = names || placeholder(part);
  into.label.classList.toggle('none', names === '');
  // In a form the field's label says what it is; elsewhere only the placeholder did, which is gone now.
  const named = names !== '' && part.block.type !== 'input' && isNamed(part);
  toggleAttribute(into.button, 'aria-label', named ? `${placeholder(part)}: ${names}` : undefined);
  into.hint.textContent = items.length === 1 ? itemDescription(items[0]) : '';
  into.hint.hidden = into.hint.textContent === '';
}

function isNamed(part: Part): boolean {
  return wordsOf(part.element['placeholder']) !== '';
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
      const items = kind.multiple ? toggled(part, kind, item) : [item];
      choose(part, packChoice(kind, items), { taken: show });
    },
    none: (query: string) => wordsForNone(part, kind, query),
  };
}

function toggled(part: Part, kind: SelectKind, item: unknown): readonly unknown[] {
  const before = chosen(part, kind);
  const without = before.filter((one) => itemId(one) !== itemId(item));
  const most = asNumber(part.element['max_selected_items']) ?? Number.POSITIVE_INFINITY;
  return without.length < before.length || before.length >= most ? without : [...before, item];
}

// As in Slack, the bot is asked from the third letter on where it says nothing else.
function missingLetters(part: Part, kind: SelectKind, query: string): number {
  const least = asNumber(part.element['min_query_length']) ?? 3;
  return kind.external ? Math.max(0, least - query.trim().length) : 0;
}

function wordsForNone(part: Part, kind: SelectKind, query: string): string {
  const missing = missingLetters(part, kind, query);
  const letters = missing === 1 ? '1 more letter' : `${missing} more letters`;
  return missing > 0 ? `Type ${letters} to search.` : 'Nothing matches.';
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
  if (missingLetters(part, kind, query) > 0) {
    return [];
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
