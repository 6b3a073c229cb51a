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

/** Remembers what has the focus now; the returned function gives it back where it got lost meanwhile. */
export function rememberFocus(): () => void {
  const before = document.activeElement;
  const key = before instanceof HTMLElement ? before.dataset['key'] : undefined;
  return () => {
    const lost = isLost(document.activeElement);
    const target = before?.isConnected ? before : key && byKey(document, key);
    if (lost && target instanceof HTMLElement) {
      target.focus({ preventScroll: true });
    }
  };
}

/** Whether nothing that one can see has the focus. */
export function isLost(active: Element | null): boolean {
  return active === null || active === document.body || !active.checkVisibility();
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at, last) => (at < 0 ? last : Math.max(at - 1, 0)),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Lets the arrow keys go from one entry of a list to the next, from an entry or from the list itself. */
export function walkWithArrows(box: HTMLElement, entries: string): void {
  box.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const from = event.target;
    const onEntry = from instanceof HTMLElement && (from === box || from.matches(entries));
    const all = [...box.querySelectorAll<HTMLElement>(entries)];
    if (step && onEntry && all.length > 0 && !event.altKey) {
      event.preventDefault();
      all[step(all.indexOf(from), all.length - 1)]?.focus();
    }
  });
}

/** Lets the arrow keys go along a row of small buttons, into it from the entry that has it, and Escape back out of it. */
export function walkAlong(entry: HTMLElement, row: Element): void {
  entry.addEventListener('keydown', (event) => {
    const buttons = [...row.querySelectorAll('button')].filter((one) => one.checkVisibility());
    const stops: readonly HTMLElement[] = [entry, ...buttons];
    const next = stops[stepAlong(stops, event)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

/** Which stop is next; less than none: the key is not for this row. */
function stepAlong(stops: readonly EventTarget[], { key, target, altKey }: KeyboardEvent): number {
  const at = target ? stops.indexOf(target) : -1;
  if (at < 0 || altKey) {
    return -1;
  }
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Escape: at > 0 ? 0 : -1 }[key] ?? -1;
  return Math.min(to, stops.length - 1);
}
