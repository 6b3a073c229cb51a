import { act } from '../act.ts';
import { h, icon } from '../dom.ts';
import { asRecord, asText, type Json, wordsOf } from '../json.ts';
import { heldValue, type Part, partKey } from '../scene.ts';
import { nameOf } from './button.ts';

const SIDES = ['positive', 'negative'] as const;

/** Thumbs up or down; the one that was pressed stays pressed. */
export function drawFeedbackButtons(part: Part): Element {
  const group = h('div', { class: 'thumbs', role: 'group', 'aria-label': 'Feedback' });
  const show = (): void => {
    const held = heldValue(part)?.['value'];
    for (const button of group.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.value === held));
    }
  };
  const buttons = SIDES.map((side) => {
    const thumb = asRecord(part.element[`${side}_button`]);
    const press = (): void => void act(part, { value: asText(thumb['value']) }, { taken: show });
    return drawThumb(part, side, { thumb, press });
  });
  group.append(...buttons);
  show();
  return group;
}

function drawThumb(
  part: Part,
  side: (typeof SIDES)[number],
  { thumb, press }: { readonly thumb: Json; readonly press: () => void },
): Element {
  const words = wordsOf(thumb['text']);
  const attributes = {
    type: 'button',
    class: 'btn quiet small',
    value: asText(thumb['value']),
    'aria-label': nameOf(words, asText(thumb['accessibility_label'])),
    'data-key': `${partKey(part)}/${side}`,
    onclick: press,
  };
  // A thumb beside a thumb would say it twice.
  const isPicture = /\p{Emoji_Presentation}/u.test(words);
  return h('button', attributes, isPicture ? undefined : icon(`thumb-${side}`, 15), words);
}
