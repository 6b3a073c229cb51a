import type { PageView } from '../protocol.ts';
import { botAvatar } from './avatar.ts';
import { blockPieces } from './blocks/index.ts';
import { h, icon, setText } from './dom.ts';
import { byKey, rememberFocus } from './focus.ts';
import { asRecord } from './json.ts';
import { keepChildren } from './keyed.ts';
import { closeMenu } from './menu.ts';
import type { Page } from './page.ts';
import { viewScene } from './view-scene.ts';

interface Modal {
  readonly page: Page;
  readonly dialog: HTMLDialogElement;
  readonly form: HTMLFormElement;
  readonly title: HTMLElement;
  readonly fields: HTMLElement;
  readonly footer: HTMLElement;
  readonly submit: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  /** The view that is shown; the empty text when none is. */
  shown: string;
  /** A view that was closed here and may still be in an older state. */
  closed: string;
  errors: string;
  /** Gives the focus back to what had it before. */
  giveBack: () => void;
}

const CONTROLS = 'input, textarea, select, button.select-button';

/** The bot's modal: one dialog that shows the topmost view. */
export function makeModal(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const modal = makeParts(page);
  modal.form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(modal);
  });
  modal.dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    closeView(modal);
  });
  return { element: modal.dialog, render: () => render(modal) };
}

function makeParts(page: Page): Modal {
  const title = h('h2', { id: 'modal-title' });
  const fields = h('div', { class: 'fields' });
  const submitButton = h('button', { class: 'btn submit' });
  const closeButton = h('button', { type: 'button', class: 'btn' });
  const cross = h(
    'button',
    { type: 'button', class: 'btn quiet icon', 'aria-label': 'Close' },
    icon('close'),
  );
  const footer = h('footer', {}, closeButton, submitButton);
  const header = h('header', {}, botAvatar(true), title, cross);
  // The bot judges what was filled in, as in Slack; the browser's own bubbles would come first.
  const form = h('form', { novalidate: true }, header, fields, footer);
  const dialog = h('dialog', { id: 'modal', 'aria-labelledby': title.id }, form);
  const modal: Modal = {
    page,
    dialog,
    form,
    title,
    fields,
    footer,
    submit: submitButton,
    close: closeButton,
    shown: '',
    closed: '',
    errors: '',
    giveBack: () => {},
  };
  cross.addEventListener('click', () => closeView(modal));
  closeButton.addEventListener('click', () => closeView(modal));
  return modal;
}

function render(modal: Modal): void {
  const view = modal.page.state.modals.filter((one) => one.id !== modal.closed).at(-1);
  if (view) {
    drawView(modal, view);
  } else {
    hide(modal);
  }
}

function drawView(modal: Modal, view: PageView): void {
  const errors = JSON.stringify(view.errors);
  setText(modal.title, view.title);
  setText(modal.submit, view.submit ?? '');
  setText(modal.close, view.close ?? 'Close');
  modal.submit.hidden = view.submit === null;
  const also = `${view.id}/${modal.page.look.as}`;
  keepChildren(modal.fields, blockPieces(viewScene(modal.page, view), view.blocks, also));
  if (modal.shown !== view.id) {
    show(modal, view);
  } else if (errors !== modal.errors && errors !== '{}') {
    firstFault(modal)?.focus();
  }
  modal.errors = errors;
}

function show(modal: Modal, view: PageView): void {
  closeMenu(false);
  modal.shown = view.id;
  modal.submit.removeAttribute('aria-busy');
  if (!modal.dialog.open) {
    modal.giveBack = rememberFocus();
    modal.dialog.showModal();
  }
  modal.fields.scrollTop = 0;
  (wantedField(modal, view) ?? firstField(modal) ?? modal.close).focus();
}

function hide(modal: Modal): void {
  if (modal.shown !== '') {
    closeMenu(false);
    modal.shown = '';
    modal.dialog.close();
    modal.fields.replaceChildren();
    modal.giveBack();
  }
}

function firstField(modal: Modal): HTMLElement | null {
  return modal.fields.querySelector<HTMLElement>(CONTROLS);
}

function firstFault(modal: Modal): HTMLElement | null {
  return modal.fields.querySelector<HTMLElement>('[aria-invalid="true"]');
}

function wantedField(modal: Modal, view: PageView): HTMLElement | undefined {
  const index = view.blocks.findIndex(
    (block) => asRecord(block['element'])['focus_on_load'] === true,
  );
  const action = asRecord(view.blocks[index]?.['element'])['action_id'];
  return index < 0 ? undefined : byKey(modal.fields, `${view.id}/${index}/${String(action)}`);
}

async function submit(modal: Modal): Promise<void> {
  const view_id = modal.shown;
  if (modal.submit.hidden || modal.submit.getAttribute('aria-busy') === 'true') {
    return;
  }
  modal.submit.setAttribute('aria-busy', 'true');
  await modal.page.post('submit', { view_id });
  modal.submit.removeAttribute('aria-busy');
}

function closeView(modal: Modal): void {
  const view_id = modal.shown;
  modal.closed = view_id;
  void modal.page.post('close-view', { view_id }).then((answer) => {
    if (!answer.ok) {
      modal.closed = '';
    }
  });
  render(modal);
}
