import { h } from '../dom.ts';
import { type Part, partKey } from '../scene.ts';

/** A field for files, which this workspace cannot take. */
export function drawFileInput(part: Part): Element {
  const field = h('input', {
    class: 'input file',
    type: 'file',
    disabled: true,
    'data-key': partKey(part),
    'data-control': true,
  });
  const why = h('small', { class: 'grey' }, 'Files can be sent in Slack only, not here.');
  return h('div', { class: 'file-field' }, field, why);
}
