/** A part of an expression, as far as we look at it. */
interface Part {
  readonly type: unknown;
  readonly value: unknown;
  readonly position: number | null;
  /** The variables to which it gives a value. */
  readonly sets: readonly string[];
}

/** All parts of an expression that was read, itself included. */
export function parts(tree: unknown): readonly Part[] {
  const found: Part[] = [];
  const seen = new Set<unknown>();
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    found.push(partOf(next));
    waiting.push(...Object.values(next));
  }
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

function partOf(node: object): Part {
  // Parts have these fields, or not.
  const fields = node as Fields;
  const { type, value, position } = fields;
  const at = typeof position === 'number' ? position : null;
  return { type, value, position: at, sets: setBy(fields) };
}

/** `$x := 1`, `function($x)`, `items@$x`, `items#$x`. */
function setBy({ type, lhs, arguments: given, focus, index }: Fields): readonly string[] {
  const bound = type === 'bind' ? [lhs] : [];
  const taken = type === 'lambda' && Array.isArray(given) ? given : [];
  const named = [...bound, ...taken].map((each) => Object(each).value);
  return [...named, focus, index].filter((name) => typeof name === 'string');
}
