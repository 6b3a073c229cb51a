import {
  type Completion,
  completeCommand,
  completeMention,
  isName,
  isWritten,
  oneSpace,
} from './complete.ts';
import { h, icon, setText, toggleAttribute } from './dom.ts';
import { tellDown } from './down.ts';
import type { Page } from './page.ts';
import { userName } from './people.ts';
import { isPhone } from './screen.ts';

/** Where a composer writes to. */
interface Target {
  readonly channel: string;
  readonly thread_ts?: string;
}

interface Words {
  readonly label: string;
  readonly placeholder: string;
}

/** A field to write in; made once, so that what is typed never gets lost. */
export interface Composer {
  readonly element: HTMLElement;
  /** Points it to another channel or thread; what was typed for the old one waits there. */
  readonly aim: (target: Target | undefined, words: Words) => void;
}

interface Parts {
  readonly page: Page;
  /** What follows when it was said. */
  readonly said: () => void;
  readonly field: HTMLTextAreaElement;
  readonly list: HTMLElement;
  rows: readonly Completion[];
  active: number;
  /** Whether the arrow keys chose the active row. */
  chosen: boolean;
  target: Target | undefined;
}

const MOST_ROWS = 6;
const MOST_ROWS_ON_A_PHONE = 3;

/** Makes a composer. */
export function makeComposer(page: Page, id: string, said: () => void): Composer {
  const field = h('textarea', {
    id,
    rows: 1,
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': `${id}-complete`,
  });
  const list = h('ul', {
    class: 'complete',
    id: `${id}-complete`,
    role: 'listbox',
    'aria-label': 'Completion',
    hidden: true,
  });
  const label = h('label', { class: 'vh', for: id });
  const send = h('button', { class: 'btn submit icon' }, icon('send'));
  const form = h('form', { class: 'write' }, label, field, send);
  const parts: Parts = {
    page,
    said,
    field,
    list,
    rows: [],
    active: 0,
    chosen: false,
    target: undefined,
  };
  listen(parts, form);
  const drafts = new Map<string, string>();
  return {
    element: h('div', { class: 'composer' }, list, form),
    aim: (target, words) => {
      aim(parts, drafts, target);
      setText(label, words.label);
      toggleAttribute(field, 'placeholder', words.placeholder);
      toggleAttribute(send, 'aria-label', `Send as ${userName(page, page.look.as)}`);
    },
  };
}

function aim(parts: Parts, drafts: Map<string, string>, target: Target | undefined): void {
  const before = keyOf(parts.target);
  const after = keyOf(target);
  parts.target = target;
  if (before !== after) {
    drafts.set(before, parts.field.value);
    parts.field.value = drafts.get(after) ?? '';
    refresh(parts);
  }
}

function keyOf(target: Target | undefined): string {
  return `${target?.channel ?? ''}/${target?.thread_ts ?? ''}`;
}

function listen(parts: Parts, form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void say(parts);
  });
  parts.field.addEventListener('input', () => refresh(parts));
  parts.field.addEventListener('blur', () => showRows(parts, []));
  parts.field.addEventListener('keydown', (event) => onKey(parts, event));
  parts.list.addEventListener('pointerdown', (event) => onPoint(parts, event));
}

async function say(parts: Parts): Promise<void> {
  const text = parts.field.value.trim();
  if (text === '' || !parts.target) {
    return;
  }
  const { channel, thread_ts } = parts.target;
  parts.field.value = '';
  refresh(parts);
  const answer = await parts.page.post(
    'say',
    thread_ts ? { channel, thread_ts, text } : { channel, text },
  );
  if (answer.ok) {
    parts.said();
    if (text.startsWith('/')) {
      tellDown(parts.page, 'Ask again when Slack is back.');
    }
  } else if (parts.field.value === '') {
    parts.field.value = text;
  }
}

function refresh(parts: Parts): void {
  const { page } = parts;
  const typed = typedIn(parts);
  const people = page.state.users;
  const names = completeMention(people, typed);
  const usages = typed.startsWith('/') ? completeCommand(page.state.commands, typed) : [];
  // While a name is being typed, what the command takes would only be in the way.
  const most = isPhone() ? MOST_ROWS_ON_A_PHONE : MOST_ROWS;
  showRows(parts, (names.length > 0 ? names : usages).slice(0, most));
}

function showRows(parts: Parts, rows: readonly Completion[]): void {
  parts.rows = rows;
  parts.list.hidden = rows.length === 0;
  parts.list.replaceChildren(...rows.map((row, index) => drawRow(parts, row, index)));
  activate(parts, 0);
  parts.chosen = false;
}

function drawRow(parts: Parts, row: Completion, index: number): Element {
  const words = h('span', { class: 'mono' }, `${row.insert.trimEnd()} `, h('i', {}, row.hint));
  const about = { id: `${parts.list.id}-${index}`, role: 'option', 'aria-selected': 'false' };
  const what = row.what !== '' && h('span', { class: 'what' }, row.what);
  const key = !isWritten(row, typedIn(parts)) && h('kbd', {}, 'Tab');
  return h('li', about, words, what, key);
}

/** What stands before the cursor. */
function typedIn({ field }: Parts): string {
  return field.value.slice(0, field.selectionStart);
}

function activate(parts: Parts, index: number): void {
  parts.active = index;
  for (const [at, option] of [...parts.list.children].entries()) {
    option.setAttribute('aria-selected', String(at === index));
  }
  toggleAttribute(parts.field, 'aria-activedescendant', parts.list.children[index]?.id);
}

function onKey(parts: Parts, event: KeyboardEvent): void {
  if (event.isComposing) {
    return;
  }
  const plain = !(event.key === 'Enter' && event.shiftKey);
  if (plain && parts.rows.length > 0 && completionKey(parts, event.key)) {
    event.preventDefault();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    void say(parts);
  }
}

function completionKey(parts: Parts, key: string): boolean {
  const count = parts.rows.length;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      activate(parts, (parts.active + (key === 'ArrowDown' ? 1 : count - 1)) % count);
      parts.chosen = true;
      return true;
    case 'Tab':
      return complete(parts);
    case 'Enter':
      return finish(parts);
    case 'Escape':
      showRows(parts, []);
      return true;
    default:
      return false;
  }
}

/** Takes the row; where nothing of it is left to write, the key goes on to the next field. */
function complete(parts: Parts): boolean {
  const row = parts.rows[parts.active];
  if (row === undefined || isWritten(row, typedIn(parts))) {
    return false;
  }
  take(parts, parts.active);
  return true;
}

/** Takes the row where it finishes a word that was begun; otherwise Enter says what stands there. */
function finish(parts: Parts): boolean {
  const typed = typedIn(parts);
  const row = parts.rows[parts.active];
  const done = row === undefined || isWhole(row, typed);
  if (done || !(parts.chosen || wantsMore(parts.rows, typed))) {
    return false;
  }
  take(parts, parts.active);
  return true;
}

function wantsMore(rows: readonly Completion[], typed: string): boolean {
  return /\S$/.test(typed) && !rows.some((row) => isWhole(row, typed));
}

function isWhole(row: Completion, typed: string): boolean {
  const text = oneSpace(typed).toLowerCase();
  const literal = oneSpace(row.insert).trimEnd().toLowerCase();
  // A name may be written out in full, and a command goes on behind its literal words.
  const name = `${literal.slice(0, literal.lastIndexOf('@') + 1)}${row.what.toLowerCase()}`;
  return text === literal || (isName(row) ? text === name : isWritten(row, typed));
}

function onPoint(parts: Parts, event: Event): void {
  const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
  event.preventDefault();
  take(parts, [...parts.list.children].indexOf(option as Element));
}

function take(parts: Parts, index: number): void {
  const row = parts.rows[index];
  if (!row) {
    return;
  }
  const { field } = parts;
  const after = field.value.slice(field.selectionStart);
  // What stands already behind the literal words is kept.
  const typed = typedIn(parts);
  const insert = typed.startsWith(row.insert) ? typed : row.insert;
  field.value = `${insert}${insert.endsWith(' ') ? '' : ' '}${after}`;
  field.setSelectionRange(field.value.length - after.length, field.value.length - after.length);
  field.focus();
  refresh(parts);
}
