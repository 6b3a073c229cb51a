import { isObject, type Json } from '../block-kit/checks.ts';
import { optionsOf } from '../block-kit/composition.ts';
import { useElement } from '../interactions/block-actions.ts';
import { closeView, submitView } from '../interactions/submissions.ts';
import { suggest } from '../interactions/suggestions.ts';
import { ActionFailed } from '../interactions/telling.ts';
import { optionByWords, valueByWords } from './finding.ts';
import { ViewHandle } from './view-handle.ts';

/** An open modal, and what its owner can do with it. */
export class ModalHandle extends ViewHandle {
  /** Whether it is still open, also under another. */
  get isOpen(): boolean {
    return (this.slack.views.stacks.get(this.view.owner) ?? []).includes(this.view);
  }

  /** What is written on the button that submits; undefined where there is none. */
  get submitLabel(): string | undefined {
    const submit = this.view.definition['submit'];
    return typeof submit === 'object' && submit && 'text' in submit
      ? String(submit.text)
      : undefined;
  }

  /** Types or chooses, naming the input by its label, placeholder or id. */
  async fill(label: string, value: string | readonly string[]): Promise<void> {
    this.#needOpen();
    const { block, element } = this.find(label);
    const isExternal = String(element['type']).includes('external');
    const chosen = isExternal
      ? await this.#external(label, value)
      : valueByWords(this.slack.workspace, element, value);
    await this.#use(block, element, chosen);
  }

  /** Presses a button inside the modal. */
  async click(label: string): Promise<void> {
    this.#needOpen();
    const { block, element } = this.find(label);
    await this.#use(block, element, {});
  }

  /** The texts that an external menu offers for what is typed. */
  async search(label: string, text: string): Promise<readonly string[]> {
    const options = await this.#suggestions(label, text);
    return options.map((option) => String(Object(option['text']).text));
  }

  /** Presses the submit button; what is wrong is then in `errors`. */
  async submit(): Promise<void> {
    this.#needOpen();
    if (this.submitLabel === undefined)
      throw new ActionFailed(`"${this.title}" cannot be submitted.`);
    await submitView(this.slack, this.view);
  }

  /** Closes it without submitting. */
  async close(): Promise<void> {
    this.#needOpen();
    await closeView(this.slack, this.view);
  }

  async #external(label: string, value: string | readonly string[]): Promise<Json> {
    if (typeof value !== 'string') throw new ActionFailed('Choose one at a time from this menu.');
    const options = await this.#suggestions(label, value);
    return { selected_option: options.length === 1 ? options[0] : optionByWords(options, value) };
  }

  async #suggestions(label: string, text: string): Promise<readonly Json[]> {
    const { block, element } = this.find(label);
    const target = { type: 'view', view: this.view } as const;
    const asked = { ...ids(block, element), text };
    const found = await suggest(this.slack, this.view.owner, target, asked);
    return optionsOf({ ...found }).filter(isObject);
  }

  #use(block: Json, element: Json, value: Json): Promise<void> {
    const target = { type: 'view', view: this.view } as const;
    return useElement(this.slack, this.view.owner, target, { ...ids(block, element), value });
  }

  #needOpen(): void {
    if (!this.isOpen) throw new ActionFailed(`The modal "${this.title}" is no longer open.`);
  }
}

function ids(block: Json, element: Json): { blockId: string; actionId: string } {
  return { blockId: String(block['block_id']), actionId: String(element['action_id']) };
}
