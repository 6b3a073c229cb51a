/** Colours and weights of a terminal: https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
export const PAINT = { bold: 1, grey: 90, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** A text in such a colour, where there are colours. */
export function paint(
  text: string,
  paints: keyof typeof PAINT,
  { colours }: { readonly colours: boolean },
): string {
  return colours && text !== '' ? `\u001b[${PAINT[paints]}m${text}\u001b[0m` : text;
}
