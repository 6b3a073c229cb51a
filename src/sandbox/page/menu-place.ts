const GAP = 4;
const EDGE = 8;
const MOST = 420;

/** Puts a popup under its button, or over it where there is more room; phones get a sheet by CSS. */
export function place(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const set = (name: string, px: number): void => box.style.setProperty(name, `${px}px`);
  set('--least-width', Math.max(180, at.width));
  set('--most-height', MOST);
  const up = box.offsetHeight > below && above > below;
  set('--most-height', Math.min(MOST, Math.max(up ? above : below, 120)));
  set('--left', clampLeft(leftOf(box, anchor, at), box.offsetWidth));
  set('--top', up ? at.top - GAP - box.offsetHeight : at.bottom + GAP);
}

// A list that would reach over the part of the page beside its own ends where its button ends.
function leftOf(box: HTMLElement, anchor: HTMLElement, at: DOMRect): number {
  const part = anchor.closest('main, aside, nav, dialog')?.getBoundingClientRect();
  const reachesOver = part !== undefined && at.left + box.offsetWidth > part.right;
  return reachesOver ? at.right - box.offsetWidth : at.left;
}

function clampLeft(left: number, width: number): number {
  return Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE));
}
