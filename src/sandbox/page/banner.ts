import { behaviourOf, changeMark } from './behaviour.ts';
import { h, icon, setText, toggleAttribute } from './dom.ts';
import type { Page } from './page.ts';
import { botName } from './people.ts';
import { toggleTheme } from './theme.ts';

const NOT_CONNECTED = { tone: 'warning', picture: 'warning', short: 'Not connected' };

const IN_MEMORY =
  ' It lives in memory until Ctrl+C; open incidents are posted anew at the next start.';

/** The first line of the page: what this is, and how Slack behaves just now. */
export function makeBanner(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const mark = icon('over', 15, 'mark over');
  const words = h('span');
  const theme = h(
    'button',
    {
      type: 'button',
      class: 'btn quiet icon',
      'aria-label': 'Change between light and dark',
      onclick: toggleTheme,
    },
    icon('theme'),
  );
  const status = h('span', { class: 'dotline label', role: 'status' }, mark, words);
  const lasting = h('span', { class: 'lasting' });
  const what = 'This is a local workspace. Nothing leaves this machine.';
  const note = h('p', { class: 'note' }, h('strong', {}, what), lasting);
  const trouble = h('p', { class: 'trouble', role: 'status', hidden: true });
  const line = h(
    'div',
    { class: 'banner', role: 'note' },
    note,
    h('div', { class: 'right' }, status, theme),
  );
  const render = (): void => {
    const text = troubleOf(page);
    setText(lasting, lastingWords(page));
    const now = text === '' ? behaviourOf(page.state.fault) : NOT_CONNECTED;
    changeMark(mark, now);
    setText(words, now.short);
    // A phone has room for it only where it is news, and the line of trouble says the rest.
    const isNews = text === '' && page.state.fault !== 'well';
    toggleAttribute(status, 'class', isNews ? 'dotline label news' : 'dotline label');
    setText(trouble, text);
    trouble.hidden = text === '';
  };
  return { element: h('header', { class: 'top' }, line, trouble), render };
}

function lastingWords({ state: { team, kept_in: file } }: Page): string {
  return file === null
    ? IN_MEMORY
    : ` ${team.name} is kept in ${file} and goes on at the next start.`;
}

function troubleOf(page: Page): string {
  if (page.look.link === 'lost') {
    return 'The workspace does not answer. What you see may be old; it is tried again by itself.';
  }
  return page.state.connected
    ? ''
    : `${botName(page)} is not connected. You can write, but nothing answers until it is back.`;
}
