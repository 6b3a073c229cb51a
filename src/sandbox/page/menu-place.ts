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
  set('--left', clampLeft(at.left, box.offsetWidth));
  set('--top', up ? at.top - GAP - box.offsetHeight : at.bottom + GAP);
}

function clampLeft(left: number, width: number): number {
  return Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE));
}
