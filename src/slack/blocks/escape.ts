const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Foreign text for `mrkdwn` and `text`: no mention, link or date token can arise from it. */
export function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

/** Foreign text for `mrkdwn` that shows no bold, italics, code or emoji either. */
export function plain(text: string): string {
  // A zero-width space behind the mark keeps Slack from seeing a pair of marks, and people see nothing of it.
  return escaped(text).replace(/[*_~`:]/g, (mark) => `${mark}\u200b`);
}
