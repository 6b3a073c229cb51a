// Every line that the program may write into its log.
import { lastName, sourceTrees, textOf, walk } from './syntax.mjs';

/** Its levels, what matters most first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'];

/** Each line with its level, its text and the names of its fields; in the order of the files. */
export function logLines() {
  const lines = sourceTrees()
    .filter(({ file }) => file !== 'logger.ts')
    .flatMap(({ file, tree }) => linesIn(file, tree));
  return [...new Map(lines.map((line) => [`${line.level} ${line.text}`, line])).values()];
}

function linesIn(file, tree) {
  const [calls, values] = [[], new Map()];
  walk(tree, (node) => {
    if (node.type === 'VariableDeclarator' && node.init) values.set(node.id.value, node.init);
    if (node.type === 'CallExpression' && isOfLog(node.callee)) calls.push(node);
  });
  return calls.flatMap((call) => linesOf(call, { file, values }));
}

/** Whether it writes a line: `log.warn(…)`, `this.#deps.log[level](…)`, and a method that hands on what is to be logged. */
export function isOfLog({ type, object, property }) {
  if (type !== 'MemberExpression') return false;
  if (lastName(property) === 'logOnce') return true;
  const isLevel = property.type === 'Computed' || LEVELS.includes(lastName(property));
  return isLevel && lastName(object) === 'log';
}

function linesOf({ callee, arguments: given }, { file, values }) {
  const [fields, text] = given.slice(-2).map(({ expression }) => resolved(expression, values));
  const texts = textsIn(text, values);
  if (texts.length === 0 && !isHandedOn(text)) {
    throw new Error(`src/${file} logs a text that is not written there: write it in the call.`);
  }
  const names = namesOf(fields);
  const levels = levelsOf(callee, values);
  return texts.flatMap((each) => levels.map((level) => ({ level, text: each, fields: names })));
}

function resolved(node, values) {
  return (node.type === 'Identifier' && values.get(node.value)) || node;
}

/** The parameter of a method that hands it on; its callers are lines too. */
function isHandedOn({ type, value }) {
  return type === 'Identifier' && value === 'text';
}

function levelsOf({ property }, values) {
  if (lastName(property) === 'logOnce') return ['warn'];
  if (property.type !== 'Computed') return [lastName(property)];
  return textsIn(resolved(property.expression, values), values);
}

/** Both sides of a choice. */
function textsIn(node, values) {
  if (node.type !== 'ConditionalExpression') return [textOf(node)].filter(Boolean);
  const { consequent, alternate } = node;
  return [consequent, alternate].flatMap((each) => textsIn(resolved(each, values), values));
}

function namesOf({ type, properties = [] }) {
  if (type !== 'ObjectExpression') return ['…'];
  return properties.map((each) => String(each.key?.value ?? each.value ?? '…'));
}
