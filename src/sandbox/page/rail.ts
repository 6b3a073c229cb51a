import type { PageChannel } from '../protocol.ts';
import { h, icon, setText } from './dom.ts';
import { walkWithArrows } from './focus.ts';
import { keepChildren, type Piece } from './keyed.ts';
import type { Page } from './page.ts';
import { botName, dateView, initials, userName } from './people.ts';
import { openHome, openPlace } from './travel.ts';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly unread: number;
  /** What changes its picture. */
  readonly sort?: string;
  readonly picture: () => Element;
  readonly open: () => void;
}

/** The left side: the workspace's channels, the app, and as whom one acts. */
export function makeRail(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const team = h('b');
  const tile = h('span', { class: 'avatar team', 'aria-hidden': 'true' });
  const channels = h('ul', { 'aria-labelledby': 'h-channels' });
  const apps = h('ul', { 'aria-labelledby': 'h-apps' });
  const actAs = makeActAs(page);
  const element = h(
    'nav',
    { class: 'rail', 'aria-label': 'Workspace' },
    h(
      'div',
      { class: 'workspace' },
      tile,
      h('div', {}, team, h('span', { class: 'grey' }, 'local workspace')),
    ),
    h('h2', { id: 'h-channels', tabindex: -1 }, 'Channels'),
    channels,
    h('h2', { id: 'h-apps' }, 'Apps'),
    apps,
    actAs.element,
  );
  walkWithArrows(element, 'button.item');
  const render = (): void => {
    team.textContent = page.state.team.name;
    tile.textContent = page.state.team.name.slice(0, 2);
    keepChildren(
      channels,
      channelItems(page).map((item) => itemPiece(page, item)),
    );
    keepChildren(
      apps,
      appItems(page).map((item) => itemPiece(page, item)),
    );
    actAs.render();
  };
  return { element, render };
}

/** How many messages wait in all channels. */
export function unreadInAll(page: Page): number {
  return page.state.channels.reduce((sum, channel) => sum + shownUnread(page, channel), 0);
}

function channelItems(page: Page): readonly Item[] {
  return page.state.channels
    .filter((channel) => !channel.is_im)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((channel) => ({
      id: channel.id,
      name: channel.name,
      unread: shownUnread(page, channel),
      sort: String(channel.is_private),
      picture: () =>
        channel.is_private ? icon('private') : h('span', { 'aria-hidden': 'true' }, '#'),
      open: () => openPlace(page, channel.id),
    }));
}

function appItems(page: Page): readonly Item[] {
  const name = botName(page);
  const home = {
    id: 'home',
    name: `${name}: Home`,
    unread: 0,
    picture: () => icon('logo', 18),
    open: () => openHome(page),
  };
  const messages = page.state.channels
    .filter((channel) => channel.is_im)
    .map((channel) => ({
      id: channel.id,
      name: `${name}: messages`,
      unread: shownUnread(page, channel),
      picture: () => icon('note'),
      open: () => openPlace(page, channel.id),
    }));
  return page.state.has_home ? [home, ...messages] : messages;
}

// The channel that one looks at is being read, whatever the server has not heard yet.
function shownUnread(page: Page, channel: PageChannel): number {
  return page.look.place === channel.id ? 0 : channel.unread;
}

function itemPiece(page: Page, item: Item): Piece {
  const current = page.look.place === item.id;
  return {
    key: item.id,
    signature: JSON.stringify([item.name, item.unread, item.sort, current]),
    draw: () => h('li', {}, drawItem(item, current)),
  };
}

function drawItem(item: Item, current: boolean): Element {
  const badge =
    item.unread > 0
      ? h('span', { class: 'badge' }, String(item.unread), h('span', { class: 'vh' }, ' unread'))
      : undefined;
  return h(
    'button',
    {
      type: 'button',
      class: item.unread > 0 ? 'item unread' : 'item',
      'aria-current': current ? 'page' : undefined,
      'data-key': `rail:${item.id}`,
      onclick: item.open,
    },
    item.picture(),
    h('span', { class: 'name' }, item.name),
    badge,
  );
}

function makeActAs(page: Page): { readonly element: HTMLElement; readonly render: () => void } {
  const select = h('select', { class: 'input', id: 'act-as' });
  const face = h('span', { class: 'avatar small', 'aria-hidden': 'true' });
  const clock = h('p', { class: 'grey' });
  select.addEventListener('change', () => page.change({ as: select.value }));
  const row = h('div', { class: 'row' }, face, h('span', { class: 'select' }, select));
  const render = (): void => {
    const people = page.state.users.filter((user) => !user.is_bot);
    keepChildren(
      select,
      people.map((user) => optionPiece(user.id, user.real_name || user.name)),
    );
    select.value = page.look.as;
    face.textContent = initials(userName(page, page.look.as));
    setText(clock, `Your clock: ${cityOf(dateView(page).tz)}`);
  };
  const label = h('label', { for: 'act-as' }, 'Act as');
  return { element: h('div', { class: 'actas field' }, label, row, clock), render };
}

// "America/New_York" is the clock of New York.
function cityOf(tz: string): string {
  return (tz.split('/').at(-1) ?? tz).replaceAll('_', ' ');
}

function optionPiece(id: string, name: string): Piece {
  return { key: id, signature: name, draw: () => h('option', { value: id }, name) };
}
