import type { FaultMode } from '../protocol.ts';
import { changePicture, h, setText, toggleAttribute } from './dom.ts';
import { nextTryWords } from './next-try-words.ts';
import type { Page } from './page.ts';
import { botName } from './people.ts';

interface Behaviour {
  readonly mode: FaultMode;
  readonly word: string;
  readonly picture: string;
  readonly tone: string;
  readonly short: string;
  readonly long: string;
}

const BEHAVIOURS: readonly Behaviour[] = [
  {
    mode: 'well',
    word: 'Well',
    picture: 'over',
    tone: 'over',
    short: 'Slack answers normally',
    long: "Answers at once. Quell keeps to Slack's limit of about one message a second.",
  },
  {
    mode: 'slow',
    word: 'Slow',
    picture: 'slow',
    tone: 'warning',
    short: 'Slack is slow',
    long: 'Each answer takes some seconds. Buttons are still heard at once; cards follow.',
  },
  {
    mode: 'rate-limited',
    word: 'Limited',
    picture: 'warning',
    tone: 'warning',
    short: 'Slack limits the bot',
    long: 'Many requests are answered with 429 and Retry-After. What is due is sent later, joined where it can be.',
  },
  {
    mode: 'down',
    word: 'Down',
    picture: 'critical',
    tone: 'critical',
    short: 'Slack is down',
    long: 'Every request fails. Alerts are still taken in; what is due is sent when Slack is back, once. Answers to commands and modals are lost.',
  },
];

// What waits comes when the bot tries, not when Slack is back: without this, nothing seems to happen.
const triedAgain = (bot: string): string =>
  `Answers at once. ${bot} tries again by itself, within a minute, what Slack did not take; see below.`;

/** The mode's words, for the banner too. */
export function behaviourOf(mode: FaultMode): Behaviour {
  const found = BEHAVIOURS.find((behaviour) => behaviour.mode === mode);
  return found ?? (BEHAVIOURS[0] as Behaviour);
}

/** A mark whose picture can change. */
export function changeMark(
  mark: Element,
  behaviour: { readonly tone: string; readonly picture: string },
): void {
  toggleAttribute(mark, 'class', `mark ${behaviour.tone}`);
  changePicture(mark, behaviour.picture);
}

/** The control that decides how Slack behaves, and a line that says what this means. */
export function makeBehaviour(
  page: Page,
  mark: SVGElement,
): { readonly element: HTMLElement; readonly render: () => void } {
  const inputs = BEHAVIOURS.map((behaviour) => radio(page, behaviour));
  const labels = BEHAVIOURS.map((behaviour, index) =>
    h('label', {}, inputs[index], behaviour.word),
  );
  const words = h('span');
  const element = h(
    'fieldset',
    { class: 'field behaviour' },
    h('legend', {}, "Slack's behaviour"),
    h('div', { class: 'segments' }, ...labels),
    h('p', { class: 'notice', role: 'status' }, mark, words),
  );
  const render = (): void => {
    const now = behaviourOf(page.state.fault);
    for (const input of inputs) {
      input.checked = input.value === now.mode;
    }
    changeMark(mark, now);
    const isDue = now.mode === 'well' && nextTryWords(page) !== '';
    setText(words, isDue ? triedAgain(botName(page)) : now.long);
  };
  return { element, render };
}

function radio(page: Page, { mode }: Behaviour): HTMLInputElement {
  const choose = (): void => void page.post('fault', { mode });
  return h('input', { type: 'radio', name: 'behaviour', value: mode, onchange: choose });
}
