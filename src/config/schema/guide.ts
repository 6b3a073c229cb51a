import { z } from 'zod';
import type { Path } from '../fault.ts';
import { lineOf } from '../yaml/write.ts';
import { ConfigFile } from './file.ts';

/** A part of the JSON Schema, as far as we read it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  readonly not?: object;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** The shape of `quell.yml` as JSON Schema: for editors, for the documentation, and for what faults expect. */
export function jsonSchema(): SchemaNode {
  const options = { io: 'input', unrepresentable: 'any', override: tidy } as const;
  // A JSON Schema has all of these fields in these forms.
  return z.toJSONSchema(ConfigFile, options) as SchemaNode;
}

/** Examples are those of what is written, not of what it means; bounds are those that people think of. */
function tidy({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { shown } = jsonSchema;
  if (shown !== undefined) jsonSchema.examples = [shown];
  delete jsonSchema['shown'];
  // Editors see the file before its variables are filled in.
  if (jsonSchema.pattern !== undefined) jsonSchema.pattern += '|\\$\\{';
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

let known: SchemaNode | undefined;

/** The part of the schema that the path leads to; undefined where there is no such key. */
function nodeAt(path: Path): SchemaNode | undefined {
  known ??= jsonSchema();
  let node: SchemaNode | undefined = known;
  for (const step of path) node = node && childOf(node, step);
  return node && resolved(node);
}

function childOf(node: SchemaNode, step: string | number): SchemaNode | undefined {
  const { properties = {}, items, additionalProperties, anyOf = [] } = resolved(node);
  if (typeof step === 'string' && Object.hasOwn(properties, step)) return properties[step];
  if (typeof step === 'number' && items) return items;
  if (typeof additionalProperties === 'object') return additionalProperties;
  for (const option of anyOf) {
    const child = childOf(option, step);
    if (child) return child;
  }
  return undefined;
}

function resolved(node: SchemaNode): SchemaNode {
  const name = node.$ref?.replace('#/$defs/', '');
  return (name !== undefined && known?.$defs?.[name]) || node;
}

/** The keys that a map at this path may have. */
export function keysAt(path: Path): readonly string[] {
  const node = nodeAt(path);
  const options = [node, ...(node?.anyOf ?? [])].map((each) => each && resolved(each));
  return options.flatMap((each) => Object.keys(each?.properties ?? {}));
}

/** What is expected at this path, as a phrase. */
export function expectedAt(path: Path): string {
  const node = nodeAt(path);
  return node ? expectationOf(node) : '';
}

/** What is expected by this part of the schema, as a phrase. */
export function expectationOf(reference: SchemaNode): string {
  const node = resolved(reference);
  if (node.title !== undefined) return node.title;
  if (node.enum) return `one of ${node.enum.join(', ')}`;
  if (node.anyOf) return node.anyOf.map(expectationOf).join(' or ');
  if (node.properties) return `a map with the keys ${Object.keys(node.properties).join(', ')}`;
  return phraseOfType(node);
}

function phraseOfType({ type, const: only, minimum, maximum }: SchemaNode): string {
  if (only !== undefined) return String(only);
  if (type === 'boolean') return 'true or false';
  if (type !== 'integer') return 'a text';
  return minimum === undefined ? 'a whole number' : `a whole number from ${minimum} to ${maximum}`;
}

/** Lines with this key that would be right; for an item of a list, those of the list. */
export function exampleAt(path: Path): string {
  const key = path.at(-1);
  if (key === undefined) return 'route:\n  channel: "#alerts"';
  const node = nodeAt(path);
  const example = node && exampleOf(node);
  if (typeof key === 'string') return example === undefined ? '' : lineOf(key, example);
  const list = String(path.findLast((step) => typeof step === 'string') ?? '');
  return example === undefined ? exampleAt(path.slice(0, -1)) : lineOf(list, [example]);
}

function exampleOf(reference: SchemaNode): unknown {
  const node = resolved(reference);
  if (node.examples?.length) return node.examples[0];
  if (node.enum) return node.enum[0];
  const inner = node.anyOf?.map(exampleOf).findLast((example) => example !== undefined);
  return inner ?? exampleOfType(node) ?? node.default;
}

function exampleOfType({ type, minimum, items, properties = {} }: SchemaNode): unknown {
  if (type === 'boolean') return true;
  if (type === 'integer') return minimum;
  if (items) return [exampleOf(items)];
  const [key, node] = Object.entries(properties)[0] ?? [];
  return key !== undefined && node ? { [key]: exampleOf(node) } : undefined;
}
