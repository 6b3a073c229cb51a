import { h, icon } from '../dom.ts';
import { asText, wordsOf } from '../json.ts';
import { type Part, partKey } from '../scene.ts';
import { nameOf, pressWith } from './button.ts';

/** A small button with a picture; Slack has a bin, so far. */
export function drawIconButton(part: Part): Element {
  const { element } = part;
  const words = wordsOf(element['text']);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'btn quiet small',
      'aria-label': nameOf(words, asText(element['accessibility_label'])),
      'data-key': partKey(part),
    },
    icon(asText(element['icon']), 15),
    words,
  );
  pressWith(part, button);
  return button;
}
