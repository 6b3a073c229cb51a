// The part of docs/sources.md that is made from the list of sources.
import { headerName } from '../src/http/authenticate.ts';
import { SOURCES } from '../src/sources/index.ts';

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
  return SOURCES.toSorted((a, b) => a.about.vendor.localeCompare(b.about.vendor, 'en'));
}

function section(source) {
  const { type, about } = source;
  const steps = about.steps.map((step, index) => `${index + 1}. ${textOf(step, type)}`);
  return [
    `### ${about.vendor}`,
    '',
    `\`/hooks/${type}\` · ${keyOf(source)} · test: \`npx quell send --as ${type}\``,
    '',
    ...steps,
    '',
  ];
}

/** What people paste: a script, JSON, a function of a shell, XML, our address. */
const CODE =
  /(?<=paste: ).*|\{".*\}|\w+\(\) \{.*\}|<\w+>(?:[^<]*<\/\w+>)?|https:\/\/QUELL[^\s"',;)]*[^\s"',;).]/g;

function textOf(step, type) {
  const text = step.replaceAll('{url}', `https://QUELL/hooks/${type}`).replaceAll('{key}', 'KEY');
  return text.replace(CODE, (code) => `\`${code}\``);
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
