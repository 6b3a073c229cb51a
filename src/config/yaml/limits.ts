const DEEPEST = 64;
const MOST_VALUES = 100_000;

/** Whether a value is nested deeper, or holds more values, than any real configuration; also where it holds itself. */
export function isTooLarge(value: unknown): boolean {
  let left = MOST_VALUES;
  const exceeds = (each: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > DEEPEST) return true;
    if (typeof each !== 'object' || each === null) return false;
    return Object.values(each).some((inner) => exceeds(inner, depth + 1));
  };
  return exceeds(value, 0);
}
