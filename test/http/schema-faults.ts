/** As much of JSON Schema as the description of the API uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}

/** Compares values with schemas that may refer to others by name. */
export class SchemaCheck {
  readonly #schemas: Readonly<Record<string, JsonSchema>>;

  constructor(schemas: Readonly<Record<string, JsonSchema>>) {
    this.#schemas = schemas;
  }

  /** Where and how a value is not as the schema says. */
  faults(value: unknown, schema: JsonSchema, at = '$'): readonly string[] {
    if (schema.$ref !== undefined) return this.faults(value, this.#named(schema.$ref), at);
    if (schema.anyOf) {
      const each = schema.anyOf.map((one) => this.faults(value, one, at));
      return each.find((faults) => faults.length === 0) ?? each.flat();
    }
    if (schema.enum?.includes(value) === false) return [`${at}: ${value} is not listed`];
    if (schema.type !== undefined && !isOf(schema.type, value)) return [`${at}: no ${schema.type}`];
    return this.#inside(value, schema, at);
  }

  #named(reference: string): JsonSchema {
    return this.#schemas[reference.split('/').at(-1) ?? '']!;
  }

  #inside(value: unknown, schema: JsonSchema, at: string): readonly string[] {
    if (Array.isArray(value)) {
      return value.flatMap((each, n) => this.faults(each, schema.items ?? {}, `${at}[${n}]`));
    }
    return typeof value === 'object' && value !== null ? this.#fields(value, schema, at) : [];
  }

  #fields(value: object, schema: JsonSchema, at: string): readonly string[] {
    const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
    const wrong = Object.entries(value).flatMap(([name, each]) => {
      const known = schema.properties?.[name] ?? schema.additionalProperties ?? {};
      if (known === false) return [`${at}.${name}: not described`];
      return this.faults(each, known === true ? {} : known, `${at}.${name}`);
    });
    return [...missing.map((name) => `${at}.${name}: missing`), ...wrong];
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}
