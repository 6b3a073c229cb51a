import { h, icon, setText, toggleAttribute } from './dom.ts';
import type { Look, Page } from './page.ts';
import type { Panel } from './panel.ts';
import { channelOf, channelTitle } from './people.ts';
import { unreadInAll } from './rail.ts';

interface Way {
  readonly picture: string;
  readonly label: () => string;
  readonly badge?: () => number;
  readonly to: Partial<Look>;
}

const PICTURES: Readonly<Record<string, string>> = {
  thread: 'held',
  try: 'tick',
  inspector: 'out',
};

/** A phone's way between the parts of the page. */
export function makeBottomBar(
  page: Page,
  panels: readonly Panel[],
): { readonly element: HTMLElement; readonly render: () => void } {
  const ways: readonly Way[] = [
    {
      picture: 'logo',
      label: () => 'Channels',
      badge: () => unreadInAll(page),
      to: { view: 'rail' },
    },
    { picture: 'note', label: () => placeName(page), to: { view: 'channel' } },
    ...panels.map((panel) => panelWay(panel)),
  ];
  const buttons = ways.map((way) => makeWay(page, way));
  const element = h(
    'nav',
    { class: 'bottombar', 'aria-label': 'Views' },
    ...buttons.map((button) => button.element),
  );
  const render = (): void => {
    for (const button of buttons) {
      button.render();
    }
  };
  return { element, render };
}

function panelWay(panel: Panel): Way {
  return {
    picture: PICTURES[panel.id] ?? 'deploy',
    label: () => panel.label,
    to: { view: 'panel', panel: panel.id },
  };
}

function placeName(page: Page): string {
  const channel = channelOf(page, page.look.place);
  return channel ? channelTitle(page, channel) : 'Home';
}

function makeWay(page: Page, way: Way): { readonly element: Element; readonly render: () => void } {
  const label = h('span');
  const badge = h('span', { class: 'badge', hidden: true });
  const go = (): void => page.change(way.to);
  const element = h('button', { type: 'button', onclick: go }, icon(way.picture, 18), label, badge);
  const render = (): void => {
    const count = way.badge?.() ?? 0;
    setText(label, way.label());
    badge.hidden = count === 0;
    badge.replaceChildren(String(count), h('span', { class: 'vh' }, ' unread'));
    toggleAttribute(element, 'aria-current', isHere(page.look, way.to) ? 'page' : undefined);
  };
  return { element, render };
}

function isHere(look: Look, to: Partial<Look>): boolean {
  return look.view === to.view && (to.panel === undefined || look.panel === to.panel);
}
