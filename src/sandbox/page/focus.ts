/** Where the focus was in an element that is about to be drawn again. */
export interface FocusPlace {
  readonly key: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** The focused element's `data-key` and selection, when it is inside. */
export function focusKeyWithin(root: Element): FocusPlace | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !root.contains(active) || !active.dataset['key']) {
    return undefined;
  }
  const [start, end] = selectionOf(active);
  return { key: active.dataset['key'], start, end };
}

/** Gives the focus back to the element with the same `data-key`. */
export function restoreFocus(root: Element, place: FocusPlace): void {
  const target = byKey(root, place.key);
  target?.focus({ preventScroll: true });
  if (target && isTextField(target) && place.start !== null) {
    target.setSelectionRange(place.start, place.end);
  }
}

/** The element below (or being) root that carries this `data-key`. */
export function byKey(root: Element | Document, key: string): HTMLElement | undefined {
  const all = root.querySelectorAll<HTMLElement>('[data-key]');
  return [...all].find((element) => element.dataset['key'] === key);
}

function selectionOf(element: HTMLElement): readonly [number | null, number | null] {
  return isTextField(element) ? [element.selectionStart, element.selectionEnd] : [null, null];
}

function isTextField(element: HTMLElement): element is HTMLTextAreaElement | HTMLInputElement {
  if (element instanceof HTMLTextAreaElement) {
    return true;
  }
  // Other kinds of input (date, number, email) have no selection to read.
  return element instanceof HTMLInputElement && ['text', 'search', 'url'].includes(element.type);
}
