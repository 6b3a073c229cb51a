// The program's source as trees of syntax.
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

let trees;

/** Each file of src as its path from there and its tree; of the sandbox, which pretends to be Slack, none. They are read once. */
export function sourceTrees() {
  trees ??= readTrees();
  return trees;
}

function readTrees() {
  return readdirSync('src', { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox/'))
    .sort()
    .map((file) => ({ file, tree: treeOf(readFileSync(`src/${file}`, 'utf8')) }));
}

function treeOf(text) {
  return parseSync(text, { syntax: 'typescript', target: 'es2022' }).body;
}

/** Visits every node in the order of the file; `visit` gets what each node is in too, the outermost first. */
export function walk(node, visit, around = []) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit, around);
    return;
  }
  if (isOfTypes(node)) return;
  visit(node, around);
  const inside = [...around, node];
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'span' && key !== 'typeAnnotation') walk(child, visit, inside);
  }
}

const WITH_VALUES = /^Ts(As|Const|Satisfies|NonNull)/;

function isOfTypes({ type = '' }) {
  return type === 'ImportDeclaration' || (type.startsWith('Ts') && !WITH_VALUES.test(type));
}

/** The text that a node is, with `…` for what is filled in; undefined for nodes that are none. */
export function textOf(node) {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return node.quasis.map(({ cooked }) => cooked).join('…');
}

/** The last name of `a.b.#c`, `c` or `a[c]`; empty where there is none. */
export function lastName({ type, value, property, expression }) {
  if (type === 'Super') return 'super';
  if (type === 'Identifier' || type === 'PrivateName') return value;
  if (type === 'Computed') return lastName(expression);
  return property ? lastName(property) : '';
}
