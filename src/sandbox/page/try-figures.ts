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
  const element = h(
    'dl',
    { class: 'kv' },
    ...[h('dt', {}, 'Waiting for Slack'), waiting],
    ...[h('dt', {}, 'Behind for'), behind],
    ...[h('dt', {}, 'Alerts accepted meanwhile'), accepted],
  );
  const render = (): void => {
    const figures = page.state.try_it?.figures;
    element.hidden = !figures;
    if (figures) {
      const { waiting: count, behind_since: since } = figures;
      setText(waiting, count === 0 ? 'nothing' : counted(count, 'card'));
      setText(behind, since === null ? '0 s' : lengthOf(Date.now() - since));
      setText(accepted, figure(figures.accepted));
    }
  };
  // Time passes although the server has nothing new to say.
  setInterval(render, EACH_SECOND);
  return { element, render };
}
