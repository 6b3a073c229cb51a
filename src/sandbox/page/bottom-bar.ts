import { changePicture, h, icon, setText, toggleAttribute } from './dom.ts';
import type { Look, Page } from './page.ts';
import type { Panel } from './panel.ts';
import { channelOf, channelTitle } from './people.ts';
import { unreadInAll } from './rail.ts';
import { isRailBesideChannel } from './screen.ts';

interface Way {
  readonly picture: () => string;
  readonly class?: string;
  readonly label: () => string;
  readonly badge?: () => number;
  readonly to: Partial<Look>;
}

/** A narrow screen's way between the parts of the page. */
export function makeBottomBar(
  page: Page,
  panels: readonly Panel[],
): { readonly element: HTMLElement; readonly render: () => void } {
  const ways: readonly Way[] = [
    {
      picture: () => 'channels',
      label: () => 'Channels',
      badge: () => unreadInAll(page),
      to: { view: 'rail' },
    },
    {
      picture: () => placePicture(page),
      class: 'place',
      label: () => placeName(page),
      to: { view: 'channel' },
    },
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
    picture: () => panel.id,
    label: () => panel.label,
    to: { view: 'panel', panel: panel.id },
  };
}

function placeName(page: Page): string {
  const channel = channelOf(page, page.look.place);
  return channel ? channelTitle(page, channel) : 'Home';
}

// As in the list of channels; the bar's words have their own "#".
function placePicture(page: Page): string {
  const channel = channelOf(page, page.look.place);
  if (!channel) {
    return 'logo';
  }
  return channel.is_im ? 'note' : channel.is_private ? 'private' : 'channel';
}

function makeWay(page: Page, way: Way): { readonly element: Element; readonly render: () => void } {
  const label = h('span');
  const badge = h('span', { class: 'badge', hidden: true });
  const go = (): void => page.change(way.to);
  const picture = icon(way.picture(), 18);
  const about = { type: 'button', class: way.class, onclick: go };
  const element = h('button', about, picture, label, badge);
  const render = (): void => {
    const count = way.badge?.() ?? 0;
    changePicture(picture, way.picture());
    setText(label, way.label());
    badge.hidden = count === 0;
    badge.replaceChildren(String(count), h('span', { class: 'vh' }, ' unread'));
    toggleAttribute(element, 'aria-current', isHere(page.look, way.to) ? 'page' : undefined);
  };
  return { element, render };
}

function isHere(look: Look, to: Partial<Look>): boolean {
  const shown = isRailBesideChannel() && look.view === 'channel' ? 'rail' : look.view;
  return shown === to.view && (to.panel === undefined || look.panel === to.panel);
}
