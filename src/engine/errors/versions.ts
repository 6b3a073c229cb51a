/** `shop` of `shop@1.4.2` and of `shop@f3a9c`; empty: not told. */
export function programOf(release: string): string {
  return release.slice(0, Math.max(0, release.lastIndexOf('@'))).trim();
}

interface Version {
  /** `shop` of `shop@1.4.2`; empty: not told. */
  readonly name: string;
  readonly numbers: readonly number[];
  /** `rc`, `1` of `1.4.2-rc.1`. */
  readonly before: readonly string[];
}

// As SDKs write it: a name and `@` before, and more or fewer numbers than three.
const VERSION =
  /^(?:(?<name>.+)@)?v?(?<numbers>\d{1,15}(?:\.\d{1,15}){1,3})(?:-(?<before>[\w.-]+))?(?:\+\S*)?$/;

/**
 * Below zero where the first version precedes the second, above where it follows; zero where that can't be told from them.
 * @see https://semver.org/#spec-item-11
 */
export function comparedVersions(first: string, second: string): number {
  const [a, b] = [readVersion(first), readVersion(second)];
  if (!a || !b || (a.name && b.name && a.name !== b.name)) return 0;
  return comparedNumbers(a.numbers, b.numbers) || comparedBefore(a.before, b.before);
}

function readVersion(text: string): Version | undefined {
  const { name = '', numbers, before } = VERSION.exec(text.trim())?.groups ?? {};
  if (numbers === undefined) return undefined;
  return { name, numbers: numbers.split('.').map(Number), before: before?.split('.') ?? [] };
}

function comparedNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A version with such a part comes before the one without it. */
function comparedBefore(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [index, part] of a.entries()) {
    const difference = comparedParts(part, b[index]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const NUMBER = /^\d{1,15}$/;

function comparedParts(a: string, b: string | undefined): number {
  if (b === undefined) return 1;
  const [isNumber, isOtherNumber] = [NUMBER.test(a), NUMBER.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
