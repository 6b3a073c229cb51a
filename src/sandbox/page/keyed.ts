import { focusKeyWithin, restoreFocus } from './focus.ts';

/** One child of a list: drawn again only when its signature changes. */
export interface Piece {
  readonly key: string;
  readonly signature: string;
  readonly draw: () => Element;
}

const drawn = new WeakMap<Element, { readonly key: string; readonly signature: string }>();

/** Makes the parent's children be these pieces; unchanged ones stay the very same elements. */
export function keepChildren(parent: Element, pieces: readonly Piece[]): void {
  const before = childrenByKey(parent);
  const wanted = new Set(pieces.map((piece) => piece.key));
  for (const [key, child] of before) {
    if (!wanted.has(key)) {
      child.remove();
    }
  }
  placeAll(parent, pieces, before);
}

function placeAll(parent: Element, pieces: readonly Piece[], before: Map<string, Element>): void {
  let cursor = parent.firstElementChild;
  for (const piece of pieces) {
    const there = before.get(piece.key);
    const atCursor = there !== undefined && there === cursor;
    const next = atCursor ? cursor?.nextElementSibling : cursor;
    const child = refresh(piece, there);
    if (!atCursor) {
      parent.insertBefore(child, cursor);
    }
    cursor = next ?? null;
  }
}

function refresh(piece: Piece, there: Element | undefined): Element {
  if (there && drawn.get(there)?.signature === piece.signature) {
    return there;
  }
  const made = piece.draw();
  drawn.set(made, { key: piece.key, signature: piece.signature });
  if (there) {
    replaceKeepingFocus(there, made);
  }
  return made;
}

function replaceKeepingFocus(old: Element, made: Element): void {
  const focused = focusKeyWithin(old);
  old.replaceWith(made);
  if (focused) {
    restoreFocus(made, focused);
  }
}

function childrenByKey(parent: Element): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const child of [...parent.children]) {
    const record = drawn.get(child);
    if (record) {
      found.set(record.key, child);
    } else {
      child.remove();
    }
  }
  return found;
}
