import { act } from '../act.ts';
import { h, icon } from '../dom.ts';
import { words } from '../inline.ts';
import { asRecord, asRecords, asText, type Json, wordsOf } from '../json.ts';
import { safeUrl } from '../links.ts';
import { attachMenu } from '../menu.ts';
import { type Part, partKey } from '../scene.ts';

const TONES: Readonly<Record<string, string>> = { primary: 'go', danger: 'danger' };
const BUSY_AFTER = 300;

/** A button: primary is green, danger is red, everything else is quiet. */
export function drawButton(part: Part): Element {
  const { element, scene } = part;
  const label = nameOf(wordsOf(element['text']), asText(element['accessibility_label']));
  const button = h(
    'button',
    {
      type: 'button',
      class: `btn ${toneOf(element)}`,
      'aria-label': label,
      'data-key': partKey(part),
    },
    ...words(scene.page, element['text']),
  );
  pressWith(part, button);
  return button;
}

/** The class of a button's colour; empty: a quiet one. */
export function toneOf(element: Json): string {
  return TONES[asText(element['style'])] ?? '';
}

/** From now on a press of this button is told to the bot. */
export function pressWith(part: Part, button: HTMLButtonElement): void {
  button.addEventListener('click', () => press(part, button));
}

/**
 * What a button is called. Who speaks to the computer says what is written on it, so its name begins with that:
 * https://www.w3.org/WAI/WCAG22/Understanding/label-in-name.
 */
export function nameOf(words: string, label: string): string | undefined {
  const holds = label.toLowerCase().includes(words.toLowerCase());
  return label === '' || holds ? label || undefined : `${words}: ${label}`;
}

function press(part: Part, button: HTMLButtonElement): void {
  const url = safeUrl(asText(part.element['url']));
  if (url) {
    window.open(url, '_blank', 'noopener,noreferrer');
  }
  if (button.getAttribute('aria-busy') !== 'true') {
    void waitBusily(part, button);
  }
}

async function waitBusily(part: Part, button: HTMLButtonElement): Promise<void> {
  let timer = 0;
  // Most answers come at once; a ring that flashes would only make the row jump.
  const taken = (): void => {
    timer = setTimeout(() => button.setAttribute('aria-busy', 'true'), BUSY_AFTER);
  };
  await act(part, undefined, { taken });
  clearTimeout(timer);
  button.removeAttribute('aria-busy');
}

/** The menu behind three dots. */
export function drawOverflow(part: Part): Element {
  const label = asText(part.element['accessibility_label']) || 'More actions';
  const attributes = {
    type: 'button',
    class: 'btn icon',
    'aria-label': label,
    'data-key': partKey(part),
  };
  const button = h('button', attributes, icon('dots'));
  const options = asRecords(part.element['options']);
  attachMenu(button, {
    label,
    role: 'menu',
    load: () => options.map(choiceOf),
    selected: () => [],
    choose: (choice) =>
      takeOption(
        part,
        options.find((option) => option['value'] === choice.id),
      ),
  });
  return button;
}

function choiceOf(option: Json) {
  const description = wordsOf(option['description']);
  return {
    id: asText(option['value']),
    label: wordsOf(option['text']),
    ...(description ? { description } : {}),
  };
}

function takeOption(part: Part, option: Json | undefined): void {
  const url = safeUrl(asText(asRecord(option)['url']));
  if (url) {
    window.open(url, '_blank', 'noopener,noreferrer');
  }
  void act(part, { type: 'overflow', selected_option: asRecord(option) });
}
