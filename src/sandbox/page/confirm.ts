import { h } from './dom.ts';
import { words } from './inline.ts';
import { asRecord, type Json, wordsOf } from './json.ts';
import type { Part } from './scene.ts';

/** Shows the element's confirmation, if it has one; resolves to whether to go on. */
export async function askFirst(part: Part): Promise<boolean> {
  const question = part.element['confirm'];
  return question === undefined ? true : ask(part, asRecord(question));
}

function ask(part: Part, question: Json): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = confirmDialog(part, question);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function confirmDialog(part: Part, question: Json): HTMLDialogElement {
  const tone = question['style'] === 'danger' ? 'danger' : 'submit';
  const title = h('h2', { id: 'confirm-title' }, wordsOf(question['title']) || 'Are you sure?');
  const text = h('p', { id: 'confirm-text' }, ...words(part.scene.page, question['text']));
  const no = h(
    'button',
    { class: 'btn', value: 'no', autofocus: true },
    wordsOf(question['deny']) || 'No',
  );
  const yes = h(
    'button',
    { class: `btn ${tone}`, value: 'yes' },
    wordsOf(question['confirm']) || 'Yes',
  );
  return h(
    'dialog',
    { class: 'confirm', 'aria-labelledby': title.id, 'aria-describedby': text.id },
    h(
      'form',
      { method: 'dialog' },
      h('header', {}, title),
      h('div', { class: 'fields' }, text),
      h('footer', {}, no, yes),
    ),
  );
}
