// Writes what is made from the schema of quell.yml: quell.schema.json and docs/configuration.md; and from the sources:
// the part of docs/sources.md between its marks.
// npx tsx tools/config-files.mjs writes them; with --check it only says which are not up to date, and ends with 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expectationOf, jsonSchema } from '../src/config/schema/guide.ts';
import { inlineYaml } from '../src/config/yaml/write.ts';
import { sourcesPage } from './source-docs.mjs';

const root = jsonSchema();

function schemaText() {
  const { $schema, ...rest } = root;
  const head = { $schema, title: 'quell.yml', description: 'The configuration of Quell.' };
  return formatted(JSON.stringify({ ...head, ...rest, title: head.title }, null, 2));
}

/** As the linter wants it. */
function formatted(text) {
  const args = ['format', '--stdin-file-path=quell.schema.json'];
  const { stdout, stderr, status } = spawnSync('node_modules/.bin/biome', args, { input: text });
  if (status !== 0) throw new Error(String(stderr));
  return String(stdout);
}

const INTRODUCTION = `# Configuration

<!-- Made from the schema by tools/config-files.mjs: change src/config/schema, then run npx tsx tools/config-files.mjs. -->

Quell reads \`quell.yml\` in its working directory, or the file that \`QUELL_CONFIG\` names. Without a file the
defaults below hold; an empty file is a valid one. [examples/quell.yml](../examples/quell.yml) is one to begin with.

- **Check it** with \`quell check\`: it tells every fault with its line and a line that would be right, or what the
  file means. Unknown keys are faults, and so are rules and routes that no alert can ever reach.
- **While writing**, editors help with [quell.schema.json](../quell.schema.json): put
  \`# yaml-language-server: $schema=quell.schema.json\` in the first line.
- **It is read again** when it changes and on SIGHUP, whole or not at all. What changed is in the log; where there
  is a fault, that is in the log and at \`/readyz\`, and the last configuration goes on.
- **Variables**: \`\${NAME}\` within any text is taken from the environment, and must be there; \`$$\` is a dollar.
- **Durations** are \`90s\`, \`15m\`, \`4h\`, \`2d\`, \`1w\` or sums such as \`1h30m\`.
- **Matchers** are Alertmanager's: \`label="value"\`, \`!=\`, \`=~\`, \`!~\`; regular expressions match the whole value,
  a label that is missing is empty, and all matchers of a list must agree. Put them in single quotes.
- **Channels and people** need quotes, since \`#\` begins a comment and \`@\` cannot begin a text.
`;

const HEAD = `| key | meaning | value | default | example |
|---|---|---|---|---|`;

function resolved(node) {
  return node.$ref ? root.$defs[node.$ref.replace('#/$defs/', '')] : node;
}

/** The keys of a map; where a value may also be false, those of the map that it else is. */
function propertiesOf(node) {
  const { properties, anyOf = [] } = resolved(node);
  return properties ?? anyOf.map(propertiesOf).find((each) => Object.keys(each).length > 0) ?? {};
}

function rowsOf(node, prefix) {
  const { required = [] } = resolved(node);
  return Object.entries(propertiesOf(node)).flatMap(([key, child]) => {
    const path = `${prefix}.${key}`;
    const isNeeded = required.includes(key);
    return [row(path, child, isNeeded), ...innerRows(child, path)];
  });
}

/** Routes are told of once. */
function innerRows(child, path) {
  if (child.items?.$ref) return [];
  return child.items ? rowsOf(child.items, `${path}[]`) : rowsOf(child, path);
}

function row(path, node, isNeeded) {
  const given = isNeeded ? 'needed' : shown(node.default);
  const [example] = node.examples ?? [];
  const cells = [`\`${path}\``, node.description ?? '', expectedValue(node), given, shown(example)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** What faults say too, without its examples, which stand beside it. */
function expectedValue(node) {
  return expectationOf(node).split(', such as ')[0];
}

function shown(value) {
  return value === undefined ? '' : `\`${inlineYaml(value)}\``;
}

function section(key, node) {
  const items = node.items ? rowsOf(node.items, `${key}[]`) : rowsOf(node, key);
  const text = [`## ${key}`, '', node.description, ''];
  if (items.length > 0) return [...text, HEAD, ...items, ''];
  if (node.not) return text;
  return [...text, HEAD, row(key, node, false), ''];
}

/** Beside what every route has. */
function routesSection() {
  const { match, continue: goesOn } = root.$defs.route.properties;
  const rows = [row('route.routes[].match', match), row('route.routes[].continue', goesOn)];
  return [
    '### route.routes[]',
    '',
    'Each route below the root takes these keys beside all those above. What it does not say it inherits from the',
    'route around it, these two and `routes` excepted. An alert goes down to the deepest route that matches.',
    '',
    HEAD,
    ...rows,
    '',
  ];
}

function documentation() {
  const sections = Object.entries(root.properties).flatMap(([key, node]) => {
    return key === 'route' ? [...section(key, node), ...routesSection()] : section(key, node);
  });
  return `${INTRODUCTION}\n${sections.join('\n').trimEnd()}\n`;
}

const FILES = [
  { path: 'quell.schema.json', text: schemaText() },
  { path: 'docs/configuration.md', text: documentation() },
  { path: 'docs/sources.md', text: sourcesPage(readFileSync('docs/sources.md', 'utf8')) },
];

const stale = FILES.filter(
  ({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
);
if (process.argv.includes('--check')) {
  for (const { path } of stale) {
    console.log(`${path} is not up to date. Run npx tsx tools/config-files.mjs.`);
  }
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of stale) writeFileSync(path, text);
}
