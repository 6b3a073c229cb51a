import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How this program is called in this folder: in a clone by way of npx, which takes a stranger's package of our name elsewhere. */
export function calledIn(folder: string): string {
  return isClone(folder) ? 'npx quell' : 'quell';
}

/** No other package of this name has this start. */
function isClone(folder: string): boolean {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    return /^ {2}"name": "quell",$/m.test(text) && text.includes('"quell": "dist/main.js"');
  } catch {
    // No file, or none for us: then it is no clone of ours.
    return false;
  }
}

/** A text in which the commands are called so, written with `quell init` and the like. */
export function withCalled(text: string, called: string): string {
  return text.replace(COMMAND, (_, command: string) => `${called} ${command}`);
}

const COMMAND = /(?<!npx )\bquell (serve|init|check|doctor|send|sandbox|replay|export|migrate)\b/g;
