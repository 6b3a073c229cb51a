// Whether a test names a text of the program.
import { readdirSync, readFileSync } from 'node:fs';

const READ = /[.](ts|mjs|txt|md|json|yml|yaml|py)$/;

/** What all files of test say, as one text to search in: without line breaks, and without what only quotes quotes. */
export function testWords() {
  const files = readdirSync('test', { recursive: true }).filter((file) => READ.test(file));
  return tidy(files.map((file) => readFileSync(`test/${file}`, 'utf8')).join('\n'));
}

function tidy(text) {
  return text.replace(/\\([^\w\s])/g, '$1').replace(/\s+/g, ' ');
}

/** So many words side by side are enough: a test may look for a part. */
const ENOUGH = 4;

/**
 * Tells of each of these texts whether a test has all that stands between two things that are filled in, where that is the
 * longest; or four words of it that none of the others has.
 */
export function namedIn(words, texts) {
  const places = new Map();
  for (const text of new Set(texts)) {
    for (const few of new Set(windowsIn(text))) places.set(few, (places.get(few) ?? 0) + 1);
  }
  return (text) => {
    const [longest] = partsOf(text).toSorted((a, b) => b.length - a.length);
    if (words.includes(longest)) return true;
    return windowsIn(text).some((few) => places.get(few) === 1 && words.includes(few));
  };
}

function partsOf(text) {
  return text.split(/…|\{\}/).map((part) => part.trim());
}

/** Each four words that stand side by side. */
function windowsIn(text) {
  return partsOf(text).flatMap((part) => {
    const words = part.split(' ');
    const starts = words.slice(0, Math.max(0, words.length - ENOUGH + 1));
    return starts.map((_, start) => words.slice(start, start + ENOUGH).join(' '));
  });
}
