import type { PageChannel } from '../protocol.ts';
import { h, icon, setText, toggleAttribute } from './dom.ts';
import { keepChildren } from './keyed.ts';
import type { Page } from './page.ts';
import { botName, channelTitle } from './people.ts';
import { announce } from './toast.ts';
import { defaultChannel } from './travel.ts';
import { archiving, type ChannelStanding, shuttingOut } from './trouble-words.ts';

interface Part {
  readonly element: HTMLElement;
  readonly render: () => void;
}

/** What goes wrong in real workspaces, to see what the bot makes of it. */
export function makeTrouble(page: Page): Part {
  const rows = [
    makeRow(page, 'archive', archiving),
    makeRow(page, 'private', (channel) => shuttingOut(channel, botName(page))),
    makeScope(page),
  ];
  const hint = h(
    'p',
    { class: 'grey' },
    "What to do is said in the bot's log, at ",
    h('code', {}, '/readyz'),
    ' and by ',
    h('code', {}, 'quell doctor'),
    '.',
  );
  const list = h('ul', { class: 'list' }, ...rows.map((row) => row.element));
  const render = (): void => {
    for (const row of rows) {
      row.render();
    }
  };
  return { element: h('div', { class: 'tryable' }, list, hint), render };
}

function makeRow(
  page: Page,
  picture: string,
  standingOf: (channel: PageChannel) => ChannelStanding,
): Part {
  const [title, about] = [h('b'), h('span', { class: 'grey' })];
  const press = async (): Promise<void> => {
    const channel = troubledChannel(page);
    if (channel) {
      const { what, word } = standingOf(channel);
      const { ok } = await page.post('channel', { channel: channel.id, what });
      announce(ok ? `${word} ${channelTitle(page, channel)}: done.` : '');
    }
  };
  const button = h('button', { type: 'button', class: 'btn', onclick: () => void press() });
  const words = h('span', {}, title, about);
  const element = h('li', {}, icon(picture, 15, 'mark grey'), words, button);
  const render = (): void => {
    const channel = troubledChannel(page);
    element.hidden = channel === undefined;
    if (channel) {
      const standing = standingOf(channel);
      setText(title, standing.title);
      setText(about, standing.about);
      setText(button, standing.word);
      const label = `${standing.word} ${channelTitle(page, channel)}`;
      toggleAttribute(button, 'aria-label', label);
    }
  };
  return { element, render };
}

// The channel that one looks at; from a place that is none, that where cards come.
function troubledChannel({ state, look }: Page): PageChannel | undefined {
  const channels = state.channels.filter(({ is_im }) => !is_im);
  const looked = channels.find(({ id }) => id === look.place);
  return looked ?? channels.find(({ id }) => id === defaultChannel(state));
}

const NONE = '';

function makeScope(page: Page): Part {
  const select = h('select', { class: 'input', id: 'scope' });
  select.addEventListener('change', () => {
    void page.post('scope', { missing: select.value === NONE ? null : select.value });
  });
  const label = h('label', { for: 'scope' }, h('b', {}, 'Take a scope from the app'));
  const about = h('span', { class: 'grey' }, 'Slack answers missing_scope where it is needed');
  const element = h(
    'li',
    {},
    icon('key', 15, 'mark grey'),
    h('span', { class: 'wide' }, label, about, h('span', { class: 'select' }, select)),
  );
  const render = (): void => {
    const { scopes, missing_scope: missing } = page.state;
    const options = [
      { value: NONE, words: 'It has all' },
      ...scopes.map((scope) => ({ value: scope, words: scope })),
    ];
    keepChildren(
      select,
      options.map(({ value, words }) => ({
        key: value,
        signature: words,
        draw: () => h('option', { value }, words),
      })),
    );
    select.value = missing ?? NONE;
  };
  return { element, render };
}
