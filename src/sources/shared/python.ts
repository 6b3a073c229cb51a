/** A directive of Python's `%` formatting. */
const DIRECTIVE = /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/g;
/** A text in quotes, or anything else without a comma or bracket. */
const ITEM = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,()[\]{}]+)/g;
const MOST_ITEMS = 50;

/** A log message with its arguments put in, as Python would; the template where they do not fit. */
export function printed(template: string, args: string): string {
  const values = itemsIn(args);
  const wanted = [...template.matchAll(DIRECTIVE)].filter(([, , kind]) => kind !== '%');
  if (wanted.length === 0 || wanted.length !== values.length) return template;
  let next = 0;
  return template.replace(DIRECTIVE, (_, __, kind: string) =>
    kind === '%' ? '%' : (values[next++] ?? ''),
  );
}

/** The items of a tuple as Python writes it. */
function itemsIn(args: string): readonly string[] {
  const found = [...args.slice(0, 10_000).matchAll(ITEM)].slice(0, MOST_ITEMS);
  return found.map(([, single, double, bare]) => single ?? double ?? bare ?? '');
}

/** A message without what differs from one happening to the next: numbers, ids and quoted texts. */
export function placeless(message: string): string {
  return message
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<uuid>')
    .replace(/\b0x[0-9a-f]+\b|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,}\b/gi, '<hex>')
    .replace(/\b[\w.+-]{1,64}@[\w.-]{1,100}\b/g, '<email>')
    .replace(/\b\d+(?:\.\d+)*\b/g, '<n>');
}
