import { h, toggleAttribute } from './dom.ts';
import type { Page } from './page.ts';

/** One tab of the side panel. */
export interface Panel {
  readonly id: string;
  readonly label: string;
  readonly content: readonly Element[];
  readonly render: () => void;
  /** How many there are, beside the label. */
  readonly count?: () => string;
}

interface Tab {
  readonly panel: Panel;
  readonly button: HTMLButtonElement;
  readonly section: HTMLElement;
  readonly count: HTMLElement;
}

/** The side panel: a tab for each of its members, in their order. */
export function makePanel(
  page: Page,
  panels: readonly Panel[],
): { readonly element: HTMLElement; readonly render: () => void } {
  const tabs = panels.map((panel) => makeTab(page, panel));
  const list = h(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': 'Side panel' },
    ...tabs.map((tab) => tab.button),
  );
  list.addEventListener('keydown', (event) => moveTab(page, tabs, event));
  const element = h(
    'section',
    { class: 'panel', 'aria-label': 'Side panel' },
    list,
    ...tabs.map((tab) => tab.section),
  );
  const render = (): void => {
    for (const tab of tabs) {
      renderTab(page, tab);
    }
  };
  return { element, render };
}

function makeTab(page: Page, panel: Panel): Tab {
  const count = h('span', { class: 'count' });
  const ids = { id: `t-${panel.id}`, 'aria-controls': `p-${panel.id}` };
  const press = (): void => page.change({ panel: panel.id });
  const button = h(
    'button',
    { type: 'button', role: 'tab', ...ids, onclick: press },
    `${panel.label} `,
    count,
  );
  const about = {
    id: `p-${panel.id}`,
    role: 'tabpanel',
    'aria-labelledby': `t-${panel.id}`,
    tabindex: -1,
  };
  return { panel, button, count, section: h('section', about, ...panel.content) };
}

function renderTab(page: Page, { panel, button, section, count }: Tab): void {
  const selected = page.look.panel === panel.id;
  toggleAttribute(button, 'aria-selected', String(selected));
  button.tabIndex = selected ? 0 : -1;
  section.hidden = !selected;
  count.textContent = panel.count?.() ?? '';
  if (selected) {
    panel.render();
  }
}

function moveTab(page: Page, tabs: readonly Tab[], event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) {
    return;
  }
  const at = tabs.findIndex((tab) => tab.panel.id === page.look.panel);
  const next = tabs[(at + step + tabs.length) % tabs.length];
  if (next) {
    page.change({ panel: next.panel.id });
    next.button.focus();
  }
}
