const NEAR = 60;

/** Keeps a list at its end while one reads there, and where it is while one reads further up. */
export interface Scroll {
  readonly around: (place: string, draw: () => void) => void;
  /** Draws what comes before, above what one reads, which stays where it is. */
  readonly above: (draw: () => void) => void;
  /** Goes to the end, to what comes there for the person who acted. */
  readonly toEnd: () => void;
}

/** Watches a scrolling box; the button leads to what is new below. */
export function makeScroll(box: HTMLElement, jump: HTMLElement): Scroll {
  let place = '';
  let reading = true;
  jump.addEventListener('click', () => toEnd(box));
  box.addEventListener('scroll', () => {
    reading = isAtEnd(box);
    if (reading) {
      jump.hidden = true;
    }
  });
  // A completion that opens below takes room away: the last message goes up, not under it.
  new ResizeObserver(() => {
    if (reading && place !== 'home') {
      toEnd(box);
    }
  }).observe(box);
  const end = (): void => {
    reading = true;
    jump.hidden = true;
    toEnd(box);
  };
  return {
    toEnd: end,
    above: (draw) => {
      const below = box.scrollHeight - box.scrollTop;
      draw();
      box.scrollTop = box.scrollHeight - below;
    },
    around: (next, draw) => {
      const follow = next !== place || isAtEnd(box);
      const height = box.scrollHeight;
      place = next;
      draw();
      reading = follow;
      settle(box, jump, { follow, grew: box.scrollHeight > height, fromTop: next === 'home' });
    },
  };
}

function settle(
  box: HTMLElement,
  jump: HTMLElement,
  how: { readonly follow: boolean; readonly grew: boolean; readonly fromTop: boolean },
): void {
  if (how.follow && !how.fromTop) {
    toEnd(box);
  }
  jump.hidden = how.fromTop || how.follow || (jump.hidden && !how.grew);
}

function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

function toEnd(box: HTMLElement): void {
  box.scrollTop = box.scrollHeight;
}
