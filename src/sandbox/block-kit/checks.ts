/** Small checks that are put together to the shape of a block; each answers the faults it finds, in Slack's own words. */

/** Where blocks are shown; Slack allows other blocks in each. */
export type Surface = 'message' | 'modal' | 'home';

/** What a check needs to know besides the value. */
export interface Setting {
  readonly surface: Surface;
  /** Block types that this workspace does not know (yet), as older plans of Slack do. */
  readonly refused: ReadonlySet<string>;
}

/** Finds the faults of a value that stands at a JSON pointer. */
export type Check = (value: unknown, at: string, setting: Setting) => readonly string[];

/** A JSON object of unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One fault in Slack's wording. */
export function fault(sentence: string, at: string): readonly string[] {
  return [`${sentence} [json-pointer:${at}]`];
}

/** A string of `min` to `max` characters. */
export function text(max: number, min = 1): Check {
  return (value, at) => {
    if (typeof value !== 'string') return fault('must be a string', at);
    const length = [...value].length;
    if (length < min) return fault(`must be more than ${min - 1} characters`, at);
    return length > max ? fault(`must be less than ${max + 1} characters`, at) : [];
  };
}

/** A string that the pattern describes. */
export function matching(pattern: RegExp): Check {
  return (value, at) =>
    typeof value === 'string' && pattern.test(value)
      ? []
      : fault(`does not match regexp ${pattern.source}`, at);
}

/** One of a few words. */
export function word(...words: readonly string[]): Check {
  return (value, at) =>
    typeof value === 'string' && words.includes(value)
      ? []
      : fault('must be a valid enum value', at);
}

/** True or false. */
export const flag: Check = (value, at) =>
  typeof value === 'boolean' ? [] : fault('must be a boolean', at);

/** A number, whole or not. */
export const amount: Check = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : fault('must be a number', at);

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Check {
  return (value, at) => {
    if (!Number.isInteger(value)) return fault('must be an integer', at);
    return Number(value) < min || Number(value) > max
      ? fault(`must be between ${min} and ${max}`, at)
      : [];
  };
}

/** Anything: for parts that are passed on unread. */
export const anything: Check = () => [];

/** A list of `min` to `max` items, each of one kind. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, at, setting) => {
    if (!Array.isArray(value)) return fault('must be an array', at);
    if (value.length < min) return fault(`must provide at least ${min} items`, at);
    if (value.length > max) return fault(`no more than ${max} items allowed`, at);
    return value.flatMap((each, index) => item(each, `${at}/${index}`, setting));
  };
}

/** Checks by field name. */
export type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others; `type` is left to `byType`. */
export function shape(required: Fields, optional: Fields = {}): Check {
  const known: Fields = { ...required, ...optional };
  return (value, at, setting) => {
    if (!isObject(value)) return fault('must provide an object', at);
    const missing = Object.keys(required).filter((name) => isAbsent(value[name]));
    return [
      ...missing.flatMap((name) => fault(`missing required field: ${name}`, `${at}/${name}`)),
      ...Object.entries(value).flatMap(([name, part]) => field(name, part, at)),
    ];

    function field(name: string, part: unknown, above: string): readonly string[] {
      if (name === 'type' || isAbsent(part)) return [];
      const check = known[name];
      return check
        ? check(part, `${above}/${name}`, setting)
        : fault(`invalid additional property: ${name}`, above);
    }
  };
}

/** Chooses the check by the object's `type`. */
export function byType(types: Fields): Check {
  return (value, at, setting) => {
    if (!isObject(value)) return fault('must provide an object', at);
    if (typeof value['type'] !== 'string') return fault('missing required field: type', at);
    const check = Object.hasOwn(types, value['type']) ? types[value['type']] : undefined;
    return check
      ? check(value, at, setting)
      : fault(`unsupported type: ${value['type']}`, `${at}/type`);
  };
}

/** All of these must be content. */
export function all(...checks: readonly Check[]): Check {
  return (value, at, setting) => checks.flatMap((check) => check(value, at, setting));
}

/** A rule over a whole object, looked at only when it is one. */
export function rule(holds: (value: Json) => boolean, sentence: string): Check {
  return (value, at) => (isObject(value) && !holds(value) ? fault(sentence, at) : []);
}

/** The list at this field, or nothing. */
export function items(value: Json, name: string): readonly unknown[] {
  const found = value[name];
  return Array.isArray(found) ? found : [];
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
