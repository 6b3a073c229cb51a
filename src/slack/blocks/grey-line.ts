const SEPARATOR = ' · ';
/** Slack takes a line of 2,000 characters, in which each of what others wrote may be five. */
const ROOM = 1_900;

/** Facts in grey, the most telling first; what is not known is left out, as is what has no room: whoever writes so much says little. */
export function greyLine(parts: readonly (string | null)[]): string {
  let room = ROOM;
  const shown = parts.filter((part) => {
    if (part === null || part === '' || part.length + SEPARATOR.length > room) return false;
    room -= part.length + SEPARATOR.length;
    return true;
  });
  return shown.join(SEPARATOR);
}
