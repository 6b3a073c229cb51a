import { h, setText } from './dom.ts';
import type { Page } from './page.ts';
import { counted, figure, lengthOf } from './try-words.ts';

const EACH_SECOND = 1000;

/** How far the bot is behind with Slack, and what it takes in meanwhile. */
export function makeFigures(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const [waiting, behind, accepted] = [h('dd'), h('dd'), h('dd')];
  const meanwhile = h('div', {}, h('dt', {}, 'Alerts accepted meanwhile'), accepted);
  const element = h(
    'dl',
    { class: 'kv' },
    h('div', {}, h('dt', {}, 'Waiting for Slack'), waiting),
    h('div', {}, h('dt', {}, 'Behind for'), behind),
    meanwhile,
  );
  const render = (): void => {
    const figures = page.state.try_it?.figures;
    element.hidden = !figures;
    if (figures) {
      const { waiting: count, behind_since: since } = figures;
      setText(waiting, count === 0 ? 'nothing' : counted(count, 'message'));
      setText(behind, since === null ? '0 s' : lengthOf(Date.now() - since));
      meanwhile.hidden = since === null;
      setText(accepted, figure(figures.accepted));
    }
  };
  // Time passes although the server has nothing new to say.
  setInterval(render, EACH_SECOND);
  return { element, render };
}
