/** Whether the screen shows one view at a time; the same width stands in narrow.css. */
export function isPhone(): boolean {
  return matchMedia('(max-width: 720px)').matches;
}

const TWO_PARTS = '(min-width: 721px) and (max-width: 1000px)';

/** Whether the list of channels stands beside the channel, and gives its place to the side panel; the same widths stand in narrow.css. */
export function isRailBesideChannel(): boolean {
  return matchMedia(TWO_PARTS).matches;
}

/** Draws anew where other parts of the page have room than before. */
export function onOtherWidth(draw: () => void): void {
  matchMedia(TWO_PARTS).addEventListener('change', draw);
}
