import { h } from '../dom.ts';
import { asText } from '../json.ts';
import type { Part } from '../scene.ts';
import { drawButton, drawOverflow } from './button.ts';
import { drawFeedbackButtons } from './feedback-buttons.ts';
import { drawFileInput } from './file-input.ts';
import { drawIconButton } from './icon-button.ts';
import { drawImage } from './image.ts';
import { drawCheckboxes, drawRadioButtons } from './options.ts';
import { drawPicker } from './pickers.ts';
import { drawRichTextInput } from './rich-text-input.ts';
import { drawSelect } from './select.ts';
import { drawTextInput } from './text-input.ts';
import { drawWorkflowButton } from './workflow-button.ts';

const ELEMENTS: Readonly<Record<string, (part: Part) => Element>> = {
  button: drawButton,
  overflow: drawOverflow,
  workflow_button: drawWorkflowButton,
  feedback_buttons: drawFeedbackButtons,
  icon_button: drawIconButton,
  image: (part) => drawImage(part.element, 'small'),
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadioButtons,
  datepicker: drawPicker,
  timepicker: drawPicker,
  datetimepicker: drawPicker,
  plain_text_input: drawTextInput,
  email_text_input: drawTextInput,
  url_text_input: drawTextInput,
  number_input: drawTextInput,
  rich_text_input: drawRichTextInput,
  file_input: drawFileInput,
};

/** Draws a block's element; one that isn't known shows its type. */
export function drawElement(part: Part): Element {
  const type = asText(part.element['type'], 'unknown');
  const draw = ELEMENTS[type] ?? (type.endsWith('_select') ? drawSelect : undefined);
  return draw ? draw(part) : h('span', { class: 'unknown' }, `[${type}]`);
}
