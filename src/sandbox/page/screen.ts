/** Whether the screen shows one view at a time; the same width stands in narrow.css. */
export function isPhone(): boolean {
  return matchMedia('(max-width: 720px)').matches;
}
