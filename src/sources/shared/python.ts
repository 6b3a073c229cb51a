/** A directive of Python's `%` formatting. */
const DIRECTIVE = /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/g;
/** A text in quotes, or anything else without a comma or bracket. */
const ITEM = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,()[\]{}]+)/;
const ITEMS = new RegExp(ITEM, 'g');
/** An entry of a dictionary. */
const PAIRS = new RegExp(`'(\\w+)': (?:${ITEM.source})`, 'g');
const MOST_ITEMS = 50;
const LONGEST = 10_000;

/** A log message with its arguments put in, as Python would; the template where they do not fit. */
export function printed(template: string, args: string): string {
  const wanted = [...template.matchAll(DIRECTIVE)].filter(([, , kind]) => kind !== '%');
  const values = args.startsWith('{') ? valuesNamed(wanted, args) : itemsIn(args);
  if (wanted.length === 0 || wanted.length !== values.length) return template;
  let next = 0;
  return template.replace(DIRECTIVE, (_, __, kind: string) =>
    kind === '%' ? '%' : (values[next++] ?? ''),
  );
}

/** The items of a tuple as Python writes it. */
function itemsIn(args: string): readonly string[] {
  const found = [...args.slice(0, LONGEST).matchAll(ITEMS)].slice(0, MOST_ITEMS);
  return found.map(([, ...item]) => shownOf(item));
}

/** What a dictionary, as Python writes it, has for the directives, in their order; without those that it lacks. */
function valuesNamed(wanted: readonly RegExpExecArray[], args: string): readonly string[] {
  const found = [...args.slice(0, LONGEST).matchAll(PAIRS)].slice(0, MOST_ITEMS);
  const values = new Map(found.map(([, name = '', ...item]) => [name, shownOf(item)]));
  return wanted.flatMap(([, name = '']) => values.get(name) ?? []);
}

function shownOf([single, double, bare]: readonly (string | undefined)[]): string {
  return single ?? double ?? bare ?? '';
}
