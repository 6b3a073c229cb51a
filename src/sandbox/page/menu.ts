import { h } from './dom.ts';
import { byKey } from './focus.ts';
import { drawNothing, drawOptions, optionElements } from './menu-options.ts';
import { place } from './menu-place.ts';

/** One entry of a menu. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
}

/** What a menu offers and what to do with the answer. */
export interface MenuOrder {
  readonly label: string;
  readonly role: 'listbox' | 'menu';
  readonly multiple?: boolean;
  /** Whether one can type to narrow the choices; the words are handed to `load`. */
  readonly search?: string;
  readonly load: (query: string) => readonly Choice[] | Promise<readonly Choice[]>;
  /** What stands there when nothing is offered. */
  readonly none?: (query: string) => string;
  readonly selected: () => readonly string[];
  readonly choose: (choice: Choice) => void;
}

interface OpenMenu {
  readonly order: MenuOrder;
  readonly box: HTMLElement;
  readonly list: HTMLElement;
  readonly input: HTMLInputElement | undefined;
  anchor: HTMLElement;
  choices: readonly Choice[];
  active: number;
  typed: string;
}

const orders = new WeakMap<Element, MenuOrder>();
let open: OpenMenu | undefined;

/** Gives a button a menu that opens on press and on the arrow keys, and outlives an update of its message. */
export function attachMenu(anchor: HTMLElement, order: MenuOrder): void {
  orders.set(anchor, order);
  anchor.setAttribute('aria-haspopup', order.role);
  anchor.setAttribute('aria-expanded', 'false');
  anchor.addEventListener('click', () => toggleMenu(anchor));
  anchor.addEventListener('keydown', (event) => {
    if (['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault();
      toggleMenu(anchor);
    }
  });
}

/** After the page was drawn again: the open menu belongs to the new button now. */
export function settleMenu(): void {
  const key = open?.anchor.dataset['key'];
  if (!open || open.anchor.isConnected || key === undefined) {
    return;
  }
  const anchor = byKey(document, key);
  if (anchor && orders.has(anchor)) {
    open.anchor = anchor;
    anchor.setAttribute('aria-expanded', 'true');
    place(open.box, anchor);
  } else {
    closeMenu(false);
  }
}

/** Closes the open menu, if there is one. */
export function closeMenu(refocus: boolean): void {
  const menu = open;
  if (!menu) {
    return;
  }
  open = undefined;
  menu.anchor.setAttribute('aria-expanded', 'false');
  document.removeEventListener('pointerdown', closeOutside, true);
  window.removeEventListener('scroll', followAnchor, true);
  window.removeEventListener('resize', followAnchor);
  menu.box.remove();
  if (refocus) {
    menu.anchor.focus({ preventScroll: true });
  }
}

function toggleMenu(anchor: HTMLElement): void {
  const order = orders.get(anchor);
  const wasOpen = open?.anchor === anchor;
  closeMenu(true);
  if (order && !wasOpen) {
    openMenu(anchor, order);
  }
}

function openMenu(anchor: HTMLElement, order: MenuOrder): void {
  const list = h('div', listAttributes(order));
  const input = order.search === undefined ? undefined : searchField(order, order.search);
  // A phone's sheet stands apart from its button; screen readers have the name from the list.
  const title = h('p', { class: 'sheet-title', 'aria-hidden': 'true' }, order.label);
  const box = h('div', { class: 'menu-box', popover: 'manual' }, title, input, list);
  open = { order, box, list, input, anchor, choices: [], active: 0, typed: '' };
  (anchor.closest('dialog, main') ?? document.body).append(box);
  box.showPopover();
  anchor.setAttribute('aria-expanded', 'true');
  listen(open);
  place(box, anchor);
  (input ?? list).focus({ preventScroll: true });
  void fill(open, '');
}

function listAttributes(order: MenuOrder): Record<string, string | number | undefined> {
  const multi = order.multiple ? 'true' : undefined;
  return {
    class: 'menu-list',
    id: 'menu-list',
    role: order.role,
    'aria-label': order.label,
    'aria-multiselectable': multi,
    tabindex: -1,
  };
}

function searchField(order: MenuOrder, hint: string): HTMLInputElement {
  return h('input', {
    class: 'input',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    placeholder: hint,
    'aria-label': order.label,
    'aria-expanded': 'true',
    'aria-controls': 'menu-list',
    'aria-autocomplete': 'list',
  });
}

function listen(menu: OpenMenu): void {
  menu.box.addEventListener('keydown', (event) => onKey(menu, event));
  menu.input?.addEventListener('input', () => void fill(menu, menu.input?.value ?? ''));
  menu.list.addEventListener('click', (event) => onClick(menu, event));
  menu.list.addEventListener('pointermove', (event) => pointAt(menu, event));
  document.addEventListener('pointerdown', closeOutside, true);
  window.addEventListener('scroll', followAnchor, true);
  window.addEventListener('resize', followAnchor);
}

async function fill(menu: OpenMenu, query: string): Promise<void> {
  const choices = await menu.order.load(query);
  // The answer to an older query must not replace that of a newer one.
  if (open !== menu || (menu.input && menu.input.value !== query)) {
    return;
  }
  menu.choices = choices;
  drawOptions(menu.list, choices, menu.order);
  if (choices.length === 0) {
    menu.list.replaceChildren(drawNothing(menu.order.none?.(query)));
  }
  place(menu.box, menu.anchor);
  const first = choices.findIndex((choice) => menu.order.selected().includes(choice.id));
  activate(menu, Math.max(0, first));
}

function activate(menu: OpenMenu, index: number): void {
  const elements = optionElements(menu.list);
  menu.active = Math.min(Math.max(0, index), elements.length - 1);
  for (const [at, element] of elements.entries()) {
    element.classList.toggle('active', at === menu.active);
  }
  const active = elements[menu.active];
  active?.scrollIntoView({ block: 'nearest' });
  (menu.input ?? menu.list).setAttribute('aria-activedescendant', active?.id ?? '');
}

function take(menu: OpenMenu, index: number): void {
  const choice = menu.choices[index];
  if (!choice) {
    return;
  }
  const order = orders.get(menu.anchor) ?? menu.order;
  if (!menu.order.multiple) {
    closeMenu(true);
  }
  order.choose(choice);
  if (menu.order.multiple) {
    drawOptions(menu.list, menu.choices, order);
    activate(menu, index);
  }
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

function onKey(menu: OpenMenu, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step) {
    event.preventDefault();
    activate(menu, step(menu.active, Math.max(1, menu.choices.length)));
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    closeMenu(true);
  } else if (event.key === 'Enter' || (event.key === ' ' && !menu.input)) {
    event.preventDefault();
    take(menu, menu.active);
  } else if (!menu.input && event.key.length === 1) {
    typeAhead(menu, event);
  }
}

function typeAhead(menu: OpenMenu, event: KeyboardEvent): void {
  const longer = menu.typed + event.key.toLowerCase();
  const starts = (text: string): number =>
    menu.choices.findIndex((choice) => choice.label.toLowerCase().startsWith(text));
  menu.typed = starts(longer) < 0 ? event.key.toLowerCase() : longer;
  const found = starts(menu.typed);
  if (found >= 0) {
    activate(menu, found);
  }
}

function indexAt(menu: OpenMenu, event: Event): number {
  const option = event.target instanceof Element ? event.target.closest('[data-option]') : null;
  return optionElements(menu.list).indexOf(option as HTMLElement);
}

function onClick(menu: OpenMenu, event: Event): void {
  take(menu, indexAt(menu, event));
}

function pointAt(menu: OpenMenu, event: Event): void {
  const index = indexAt(menu, event);
  if (index >= 0 && index !== menu.active) {
    activate(menu, index);
  }
}

function closeOutside(event: Event): void {
  const target = event.target as Node;
  if (open && !open.box.contains(target) && !open.anchor.contains(target)) {
    closeMenu(false);
  }
}

function followAnchor(event: Event): void {
  if (open && !(event.target instanceof Node && open.box.contains(event.target))) {
    place(open.box, open.anchor);
  }
}
