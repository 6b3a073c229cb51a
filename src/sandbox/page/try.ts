import { makeBehaviour } from './behaviour.ts';
import { h, icon, setText } from './dom.ts';
import type { Page } from './page.ts';
import type { Panel } from './panel.ts';
import { botName } from './people.ts';
import { makeTrouble } from './trouble.ts';
import { makeFigures } from './try-figures.ts';
import { makeExamples } from './try-rows.ts';

/** What one can do here in the first minutes, and how Slack behaves meanwhile. */
export function makeTry(page: Page): Panel {
  const examples = makeExamples(page);
  const behaviour = makeBehaviour(page, icon('over', 15, 'mark over'));
  const figures = makeFigures(page);
  const trouble = makeTrouble(page);
  const then = makeSteps(page);
  const body = h(
    'div',
    { class: 'body pad' },
    h('h2', {}, 'Send an alert'),
    examples.element,
    h('div', { class: 'rule' }),
    behaviour.element,
    figures.element,
    h('div', { class: 'rule' }),
    h('h2', {}, 'Trouble in the workspace'),
    trouble.element,
    h('div', { class: 'rule' }),
    h('h2', {}, 'What then?'),
    then.element,
  );
  const render = (): void => {
    examples.render();
    behaviour.render();
    figures.render();
    trouble.render();
    then.render();
  };
  return { id: 'try', label: 'Try it', content: [body], render };
}

function makeSteps(page: Page): { readonly element: Element; readonly render: () => void } {
  const mention = h('code');
  const steps: readonly (readonly (Element | string)[])[] = [
    [h('b', {}, 'Acknowledge it'), ' on its card. Then act as somebody else: they see who has it.'],
    [h('b', {}, 'Open its thread'), ' by its replies. Write ', mention, ' there to add a note.'],
    [h('b', {}, 'Ask'), ' in the field below the messages: ', h('code', {}, '/incident help')],
    [h('b', {}, 'Take Slack down'), ' above, send more, look at what waits, and bring it back.'],
  ];
  const element = h('ol', { class: 'steps' }, ...steps.map((step) => h('li', {}, ...step)));
  return { element, render: () => setText(mention, `@${botName(page)} …`) };
}
