// The part of docs/sources.md that is made from the list of sources.
import { headerName } from '../src/http/authenticate.ts';
import { SOURCES } from '../src/sources/index.ts';
import { SDK_TYPES } from '../src/sources/sdks.ts';

const BEGIN =
  '<!-- Made from src/sources by tools/config-files.mjs, down to the mark at the end: change `about` there. -->';
const END = '<!-- End of what is made. -->';

/** The page with its made part as the sources are now. */
export function sourcesPage(page) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new Error('docs/sources.md has lost a mark of its made part.');
  const made = [BEGIN, '', ...byVendor().flatMap(section)].join('\n');
  return `${page.slice(0, begin)}${made}\n${page.slice(end)}`;
}

function byVendor() {
  return [...SOURCES, ...SDK_TYPES].toSorted((a, b) =>
    a.about.vendor.localeCompare(b.about.vendor, 'en'),
  );
}

function section(source) {
  const { type, about } = source;
  const steps = about.steps.map((step, index) => `${index + 1}. ${textOf(step, type)}`);
  const paste = about.paste === undefined ? [] : ['', ...pasteOf(about.paste, type)];
  return [`### ${about.vendor}`, '', headOf(source), '', ...steps, ...paste, ''];
}

function headOf(source) {
  const { type, address, test } = source;
  if (address) return `\`${address}\` · type \`${type}\` · test: \`${test}\``;
  return `\`/hooks/${type}\` · ${keyOf(source)} · test: \`quell send --as ${type}\``;
}

/** A fenced block, which may not hold another fence. */
function pasteOf(paste, type) {
  return ['```text', filledIn(paste, type), '```'];
}

/** What people type: JSON, XML, our address. */
const CODE = /\{".*\}|<\w+>(?:[^<]*<\/\w+>)?|https:\/\/QUELL[^\s"',;)]*[^\s"',;).]/g;

function textOf(step, type) {
  return filledIn(step, type).replace(CODE, (code) => `\`${code}\``);
}

function filledIn(text, type) {
  return text.replaceAll('{url}', `https://QUELL/hooks/${type}`).replaceAll('{key}', 'KEY');
}

/** How it shows that it may send. */
function keyOf({ auth }) {
  if (auth.kind === 'hmac') {
    const { header, algorithm } = auth.signature;
    return `key, or its signature (HMAC-${algorithm.toUpperCase()} made with the key) in \`${headerName(header)}\``;
  }
  if (auth.kind === 'sns') return 'key, and the signature of Amazon SNS, which is verified';
  const own = auth.from.filter((carrier) => typeof carrier === 'object');
  return ['key', ...own.map(({ header }) => `also in \`${headerName(header)}\``)].join(', ');
}
