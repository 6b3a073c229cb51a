import { h, icon } from './dom.ts';

interface OptionView {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
}

interface ListView {
  readonly role: 'listbox' | 'menu';
  readonly selected: () => readonly string[];
}

/** Draws a menu's entries, under their groups' headings. */
export function drawOptions(
  list: HTMLElement,
  choices: readonly OptionView[],
  view: ListView,
): void {
  const drawn = choices.map((choice, index) => drawOption(choice, index, view));
  list.replaceChildren(...grouped(choices, drawn));
}

/** What stands in an empty menu. */
export function drawNothing(words = 'Nothing matches.'): Element {
  return h('p', { class: 'grey empty', role: 'status' }, words);
}

/** The entries' elements in their order. */
export function optionElements(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-option]')];
}

function drawOption(choice: OptionView, index: number, view: ListView): HTMLElement {
  const selected = view.selected().includes(choice.id);
  const description = choice.description ? h('small', {}, choice.description) : undefined;
  const attributes = {
    id: `menu-option-${index}`,
    class: 'option',
    'data-option': choice.id,
    role: view.role === 'menu' ? 'menuitem' : 'option',
    'aria-selected': view.role === 'menu' ? undefined : String(selected),
  };
  const tick = selected ? icon('tick', 14, 'tick') : undefined;
  return h('div', attributes, h('span', {}, choice.label), tick, description);
}

function grouped(
  choices: readonly OptionView[],
  drawn: readonly HTMLElement[],
): readonly HTMLElement[] {
  const out: HTMLElement[] = [];
  const groups = new Map<string, HTMLElement>();
  for (const [index, option] of drawn.entries()) {
    const name = choices[index]?.group;
    if (name === undefined) {
      out.push(option);
    } else {
      groupCalled(name, groups, out).append(option);
    }
  }
  return out;
}

function groupCalled(
  name: string,
  groups: Map<string, HTMLElement>,
  out: HTMLElement[],
): HTMLElement {
  const known = groups.get(name);
  if (known) {
    return known;
  }
  const heading = h('div', { class: 'heading', 'aria-hidden': 'true' }, name);
  const made = h('div', { role: 'group', 'aria-label': name }, heading);
  groups.set(name, made);
  out.push(made);
  return made;
}
