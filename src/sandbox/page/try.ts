import { makeBehaviour } from './behaviour.ts';
import { h, icon, setText } from './dom.ts';
import type { Page } from './page.ts';
import type { Panel } from './panel.ts';
import { botName } from './people.ts';

/** What one can do here in the first minutes, and how Slack behaves meanwhile. */
export function makeTry(page: Page): Panel {
  const behaviour = makeBehaviour(page, icon('over', 15, 'mark over'));
  const mention = h('code');
  const steps = h(
    'ol',
    { class: 'steps' },
    ...stepsWith(mention).map((step) => h('li', {}, ...step)),
  );
  const render = (): void => {
    setText(mention, `@${botName(page)} …`);
    behaviour.render();
  };
  const rule = h('div', { class: 'rule' });
  const body = h(
    'div',
    { class: 'body pad' },
    h('h2', {}, 'Try it'),
    steps,
    rule,
    behaviour.element,
  );
  return { id: 'try', label: 'Try it', content: [body], render };
}

function stepsWith(mention: Element): readonly (readonly (Element | string)[])[] {
  return [
    [h('b', {}, 'Send an alert'), ': paste the curl line of the start banner into a terminal.'],
    [h('b', {}, 'Acknowledge it'), ' on its card. Then act as somebody else and do so again.'],
    [h('b', {}, 'Open its thread'), ' by its replies. Write ', mention, ' there to add a note.'],
    [h('b', {}, 'Ask'), ' in the field below the messages: ', h('code', {}, '/incident help')],
    [h('b', {}, 'Take Slack down'), ' here, send more alerts, and bring it back.'],
  ];
}
