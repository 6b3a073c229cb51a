import type { Json } from '../block-kit/checks.ts';
import { interactive, stateField, stateValues } from '../element-state.ts';
import type { View } from '../model.ts';
import type { Slack } from '../slack.ts';
import { blocksOf, viewJson } from '../views.ts';
import { findByWords, labels } from './finding.ts';
import { readable, wordsOf } from './words.ts';

/** A modal or an App Home as its owner has it before them; always as it is now. */
export class ViewHandle {
  readonly view: View;
  protected readonly slack: Slack;

  constructor(slack: Slack, view: View) {
    this.slack = slack;
    this.view = view;
  }

  get title(): string {
    const title = this.view.definition['title'];
    return typeof title === 'object' && title && 'text' in title ? String(title.text) : '';
  }

  get callbackId(): string {
    return String(this.view.definition['callback_id'] ?? '');
  }

  get blocks(): readonly Json[] {
    return blocksOf(this.view);
  }

  /** Everything that one reads in it, buttons included. */
  get words(): string {
    return [readable(this.slack.workspace, this.title), wordsOf(this.slack.workspace, this.blocks)]
      .filter((part) => part !== '')
      .join('\n');
  }

  /** What is written on its buttons, in their order. */
  get buttons(): readonly string[] {
    return labels(this.blocks, 'buttons');
  }

  /** What is wrong with the last submission, by block id. */
  get errors(): Readonly<Record<string, string>> {
    return this.view.errors;
  }

  /** What the inputs hold, by their labels. */
  get values(): Readonly<Record<string, unknown>> {
    const state = stateValues(this.blocks, this.view.values);
    return Object.fromEntries(
      interactive(this.blocks)
        .filter(({ block }) => block['type'] === 'input')
        .map(({ block, element }) => {
          const held = state[String(block['block_id'])]?.[String(element['action_id'])];
          const label = Object(block['label']).text;
          return [String(label), held?.[stateField(element['type']) ?? '']];
        }),
    );
  }

  /** Slack's JSON of it. */
  get raw(): Json {
    return viewJson(this.slack.workspace, this.view);
  }

  protected find(words: string) {
    return findByWords(this.blocks, words);
  }
}
