// Writes what is made from the source in docs/operations: messages.md, logs.md and metrics.md. What is written there by hand
// (what a fault's remedy is, what a line means) is kept.
// npx tsx tools/operations-docs.mjs writes them, and says what they lack; with --check it only says what is not up to date, what they
// lack, and which fault sentence no test names, and ends with 1. That a test has the words of a sentence does not prove that it
// reads the sentence itself: that shows where the test fails once the words are changed in src.
import { readFileSync, writeFileSync } from 'node:fs';
import { faultSentences } from './operations/fault-sentences.mjs';
import { logLines } from './operations/log-lines.mjs';
import { logsPage } from './operations/logs-page.mjs';
import { messagesPage } from './operations/messages-page.mjs';
import { metricsPage } from './operations/metrics-page.mjs';
import { namedIn, testWords } from './operations/named.mjs';

const PAGES = [
  ['docs/operations/messages.md', messagesPage],
  ['docs/operations/logs.md', logsPage],
  ['docs/operations/metrics.md', metricsPage],
];

const isCheck = process.argv.includes('--check');
const faults = [...(await writePages()), ...(isCheck ? unnamed() : [])];
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function writePages() {
  const found = [];
  for (const [path, pageFrom] of PAGES) {
    const before = readFileSync(path, 'utf8');
    const { text, faults: lacking } = await pageFrom(before);
    if (!isCheck) writeFileSync(path, text);
    if (isCheck && text !== before) {
      found.push(`${path} is not up to date. Run npx tsx tools/operations-docs.mjs.`);
    }
    found.push(...lacking);
  }
  return found;
}

/** Those that stand behind others, and lines of the log below a warning, need no test that reads them. */
function unnamed() {
  const sentences = faultSentences();
  const lines = logLines().map(({ level, text }) => ({ level, text, file: 'the log' }));
  const isNamed = namedIn(
    testWords(),
    [...sentences, ...lines].map(({ text }) => text),
  );
  const texts = [
    ...sentences.filter(({ isInner }) => !isInner),
    ...lines.filter(({ level }) => level === 'error' || level === 'warn'),
  ];
  return texts
    .filter(({ text }) => !isNamed(text))
    .map(({ file, text }) => `No test names what ${file} says: ${text}`);
}
