import type { PlaceOf } from './build/place.ts';
import { type Fault, type Finding, formatPath, type Path, valueAt } from './fault.ts';
import { shownValue } from './issues.ts';
import { exampleAt, expectedAt } from './schema/guide.ts';
import type { Filled } from './variables.ts';
import type { YamlText } from './yaml/document.ts';
import { isSecret } from './yaml/secrets.ts';
import type { SyntaxFault } from './yaml/syntax.ts';

/** A file as it is written. */
export interface Text {
  readonly yaml: YamlText;
  /** Its values, variables not filled in. */
  readonly written: unknown;
}

/** What is wrong, with the place where it stands and what would be right. */
export function faultAt(
  finding: Finding,
  { yaml, written, filled }: Text & { readonly filled: Filled },
): Fault {
  const { path, onKey, wrong, expected = expectedAt(path), example = exampleAt(path) } = finding;
  const spot = yaml.spotOf(path, onKey);
  const value = isSecret(path) ? 'This secret' : shownValue(valueAt(written, path));
  const said = { wrong: wrong.replace('{}', () => value), expected, example };
  return {
    ...spot,
    path: formatPath(path),
    wrong: filled.withNames(said.wrong),
    expected: filled.withNames(said.expected),
    example: filled.withNames(said.example),
    excerpt: yaml.line(spot.line),
  };
}

/** What is wrong with the writing, with its place. */
export function syntaxFaultAt(
  yaml: YamlText,
  { from, to, wrong, expected, example }: SyntaxFault,
): Fault {
  const spot = yaml.spotAt(from, to);
  return { ...spot, path: '', wrong, expected, example, excerpt: yaml.line(spot.line) };
}

/** Faults from the top of the file to its bottom. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Several things may stand in one line, and each needs a place of its own. */
export function placesIn({ yaml, written }: Text, name: string): PlaceOf {
  return (path) => {
    if (valueAt(written, path) === undefined) return 'built in';
    const { line } = yaml.spotOf(path);
    const before = neighbour(path);
    const isAlone = before === undefined || yaml.spotOf(before).line !== line;
    return `${name} line ${line}${isAlone ? '' : ` (${formatPath(path)})`}`;
  };
}

function neighbour(path: Path): Path | undefined {
  const index = path.at(-1);
  return typeof index === 'number' && index > 0 ? [...path.slice(0, -1), index - 1] : undefined;
}
