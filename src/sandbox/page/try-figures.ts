import type { PageFigures } from '../protocol.ts';
import { h, setText } from './dom.ts';
import { nextTryWords } from './next-try-words.ts';
import type { Page } from './page.ts';
import { counted, figure, lengthOf } from './try-words.ts';

const EACH_SECOND = 1000;

/** How far the bot is behind with Slack, when it tries again, and what it takes in meanwhile. */
export function makeFigures(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const rows = ROWS.map(({ name, words }) => ({ words, ...makeRow(name) }));
  const element = h('dl', { class: 'kv' }, ...rows.map((row) => row.element));
  const render = (): void => {
    for (const row of rows) {
      row.show(row.words(page));
    }
    element.hidden = rows.every((row) => row.element.hidden);
  };
  // Time passes although the server has nothing new to say.
  setInterval(render, EACH_SECOND);
  return { element, render };
}

interface Row {
  readonly name: string;
  /** Empty: it is not shown. */
  readonly words: (page: Page) => string;
}

const ROWS: readonly Row[] = [
  { name: 'Waiting for Slack', words: (page) => ofFigures(page, waitingWords) },
  { name: 'Behind for', words: (page) => ofFigures(page, behindWords) },
  { name: 'Tried again', words: nextTryWords },
  { name: 'Alerts accepted meanwhile', words: (page) => ofFigures(page, acceptedWords) },
];

function makeRow(name: string) {
  const value = h('dd');
  const element = h('div', {}, h('dt', {}, name), value);
  const show = (words: string): void => {
    element.hidden = words === '';
    setText(value, words);
  };
  return { element, show };
}

function ofFigures({ state }: Page, words: (figures: PageFigures) => string): string {
  const figures = state.try_it?.figures;
  return figures ? words(figures) : '';
}

function waitingWords({ waiting }: PageFigures): string {
  return waiting === 0 ? 'nothing' : counted(waiting, 'message');
}

function behindWords({ behind_since: since }: PageFigures): string {
  return since === null ? '0 s' : lengthOf(Date.now() - since);
}

function acceptedWords({ behind_since: since, accepted }: PageFigures): string {
  return since === null ? '' : figure(accepted);
}
