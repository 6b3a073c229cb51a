/**
 * A HyperLogLog sketch: how many distinct digests were put into it, within some 3 % (one standard deviation), whatever the
 * order and however often each. Its 1,024 registers are one character each.
 * @see https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf
 */
type Sketch = string;

const REGISTERS = 1_024;
/** A register's value is at most one more than that. */
const BITS = 32;
const ZERO = '0'.charCodeAt(0);
const EMPTY: Sketch = '0'.repeat(REGISTERS);

/** The sketch of these digests, of at least twelve hexadecimal digits each. */
export function sketchOf(digests: readonly string[]): Sketch {
  return digests.reduce(sketched, EMPTY);
}

/** The sketch with one more digest. */
export function sketched(sketch: Sketch, digest: string): Sketch {
  const register = Number.parseInt(digest.slice(8, 12), 16) % REGISTERS;
  const value = Math.clz32(Number.parseInt(digest.slice(0, 8), 16)) + 1;
  if (valueAt(sketch, register) >= value) return sketch;
  return sketch.slice(0, register) + written(value) + sketch.slice(register + 1);
}

/** The sketch of all that is in either. */
export function joinedSketches(a: Sketch, b: Sketch): Sketch {
  return Array.from(a, (_, index) => written(Math.max(valueAt(a, index), valueAt(b, index)))).join(
    '',
  );
}

/**
 * How many digests are in it, by Ertl's estimator: without the bias for numbers of a few thousand that the first one has.
 * @see https://arxiv.org/abs/1702.01284
 */
export function estimateOf(sketch: Sketch): number {
  const times = timesOfValues(sketch);
  let sum = REGISTERS * full(1 - (times[BITS + 1] ?? 0) / REGISTERS);
  for (let value = BITS; value >= 1; value--) sum = (sum + (times[value] ?? 0)) / 2;
  sum += REGISTERS * empty((times[0] ?? 0) / REGISTERS);
  return REGISTERS ** 2 / (2 * Math.LN2 * sum);
}

function timesOfValues(sketch: Sketch): readonly number[] {
  const times = new Array<number>(BITS + 2).fill(0);
  for (let register = 0; register < REGISTERS; register++) {
    const value = valueAt(sketch, register);
    times[value] = (times[value] ?? 0) + 1;
  }
  return times;
}

/** What registers that are still empty weigh; the paper's σ. */
function empty(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [power, weight, sum, before] = [share, 1, share, -1];
  while (sum !== before) {
    power *= power;
    before = sum;
    sum += power * weight;
    weight *= 2;
  }
  return sum;
}

/** What registers that can't grow any more weigh; the paper's τ. */
function full(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [root, weight, sum, before] = [share, 1, 1 - share, -1];
  while (sum !== before) {
    root = Math.sqrt(root);
    before = sum;
    weight /= 2;
    sum -= (1 - root) ** 2 * weight;
  }
  return sum / 3;
}

function valueAt(sketch: Sketch, register: number): number {
  return sketch.charCodeAt(register) - ZERO;
}

function written(value: number): string {
  return String.fromCharCode(ZERO + value);
}
