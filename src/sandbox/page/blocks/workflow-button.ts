import { h } from '../dom.ts';
import { words } from '../inline.ts';
import { asText } from '../json.ts';
import { type Part, partKey } from '../scene.ts';
import { toast } from '../toast.ts';
import { toneOf } from './button.ts';

/** A button that starts a workflow of Slack's own: no bot hears of it, and there are none here. */
export function drawWorkflowButton(part: Part): Element {
  const { element, scene } = part;
  return h(
    'button',
    {
      type: 'button',
      class: `btn ${toneOf(element)}`,
      'aria-disabled': 'true',
      title: asText(element['accessibility_label']) || undefined,
      'data-key': partKey(part),
      onclick: () => toast('Workflows run in Slack only: there are none in this workspace.'),
    },
    ...words(scene.page, element['text']),
  );
}
