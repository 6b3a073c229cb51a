import type { Directory } from './directory.ts';
import { mentionedIn, plainText } from './plain-text.ts';

/** A text of Slack as people read it, with the names of those whom it mentions. */
export async function peopleNamed(text: string, directory: Directory): Promise<string> {
  const names = new Map<string, string>();
  for (const id of mentionedIn(text)) names.set(id, (await directory.person(id)).name);
  return plainText(text, (id) => names.get(id));
}
