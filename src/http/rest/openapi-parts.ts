import { SEVERITIES } from '../../domain/severity.ts';

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What schemas of answers are made of. */
export const text = { type: 'string' };
export const integer = { type: 'integer' };
export const flag = { type: 'boolean' };
export const time = { type: 'string', format: 'date-time' };
export const texts = listOf(text);
export const labels = { type: 'object', additionalProperties: text };
export const severity = { enum: SEVERITIES };
export const anything = { type: 'object' };

/** This, or null. */
export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** A list of these. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** The schema of this name. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object with all of these fields and no others. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A page of a list under its name. */
export function page(name: string, items: Schema): Schema {
  return object({ [name]: listOf(items), next_cursor: orNull(text) });
}
