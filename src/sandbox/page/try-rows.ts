import type { PageExample } from '../protocol.ts';
import { h, icon, setText, toggleAttribute } from './dom.ts';
import type { Page } from './page.ts';
import { announce } from './toast.ts';
import { progressWords } from './try-words.ts';

interface Part {
  readonly element: HTMLElement;
  readonly render: () => void;
}

interface Row {
  readonly element: HTMLElement;
  readonly render: (example: PageExample) => void;
}

/** The examples, each with what can be done with it now; where there are none, what to do instead. */
export function makeExamples(page: Page): Part {
  const list = h('ul', { class: 'list examples' });
  const command = h('code');
  const hint = h(
    'p',
    { class: 'grey' },
    'Or from a shell, with the key of the start banner: ',
    command,
  );
  const instead = h(
    'p',
    { class: 'notice' },
    icon('info', 15, 'mark info'),
    h(
      'span',
      {},
      'This workspace was not told where the bot takes alerts in. Send one from a shell: ',
      h('code', {}, 'quell send disk-full --url … --key …'),
      ', or point a monitor at the bot.',
    ),
  );
  const rows = new Map<string, Row>();
  const render = (): void => {
    const { examples = [], command: said = '' } = page.state.try_it ?? {};
    setText(command, said);
    list.hidden = hint.hidden = examples.length === 0;
    instead.hidden = examples.length > 0;
    for (const example of examples) {
      rowOf(example).render(example);
    }
  };
  const rowOf = (example: PageExample): Row => {
    const row = rows.get(example.name) ?? makeRow(page, example);
    if (!rows.has(example.name)) {
      rows.set(example.name, row);
      list.append(row.element);
    }
    return row;
  };
  return { element: h('div', { class: 'tryable' }, list, hint, instead), render };
}

function makeRow(page: Page, first: PageExample): Row {
  const { name, mark, title, about } = first;
  let example = first;
  const [state, bar] = [h('span', { class: 'state' }), h('progress', { 'aria-label': title })];
  const send = h('button', {
    type: 'button',
    class: 'btn',
    onclick: () => {
      const what = example.doing === 'nothing' ? 'send' : 'stop';
      void page.post('try', { name, what });
    },
  });
  const end = (): void => void page.post('try', { name, what: 'resolve' });
  const resolve = h(
    'button',
    { type: 'button', class: 'link', 'aria-label': `Resolve ${title}`, onclick: end },
    'Resolve',
  );
  const heading = h('b', {}, title);
  const description = h('span', { class: 'grey' }, about);
  const now = h('span', { class: 'now' }, state, resolve);
  const lines = h('span', { class: 'lines' }, description, now);
  const words = h('span', {}, heading, lines);
  const element = h('li', {}, icon(mark, 15, `mark ${mark}`), words, send, bar);
  const render = (next: PageExample): void => {
    tellEnd(example, next);
    example = next;
    renderProgress(next, bar, state);
    lines.classList.toggle('told', state.textContent !== '');
    renderSend(next, send);
    const isFocused = document.activeElement === resolve;
    resolve.hidden = !next.is_on || next.doing !== 'nothing';
    // What is hidden cannot keep the focus.
    if (isFocused && resolve.hidden) {
      send.focus();
    }
  };
  return { element, render };
}

function renderProgress(example: PageExample, bar: HTMLProgressElement, state: Element): void {
  const { doing, sent, total, fault } = example;
  bar.hidden = doing !== 'sending' || total < 2;
  bar.max = Math.max(1, total);
  bar.value = sent;
  setText(state, progressWords(example));
  state.classList.toggle('fault', doing === 'nothing' && fault !== null);
}

function renderSend({ doing, title }: PageExample, send: Element): void {
  const word = doing === 'nothing' ? 'Send' : 'Stop';
  setText(send, word);
  toggleAttribute(send, 'aria-label', `${word} ${title}`);
  toggleAttribute(send, 'aria-busy', doing === 'nothing' ? undefined : 'true');
}

// Every step of a storm would drown the reader.
function tellEnd(before: PageExample, now: PageExample): void {
  if (before.doing !== 'nothing' && now.doing === 'nothing') {
    announce(`${now.title}: ${progressWords(now)}`);
  }
}
