/** The lines that go and come, each with its sign, and the lines around them that stay. */
export function diff(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const same = commonLines(old, now);
  const lines: string[] = [];
  let [a, b] = [0, 0];
  for (const [i, j] of [...same, [old.length, now.length] as const]) {
    lines.push(...old.slice(a, i).map((line) => `- ${line}`));
    lines.push(...now.slice(b, j).map((line) => `+ ${line}`));
    if (i < old.length) lines.push(`  ${old[i]}`);
    [a, b] = [i + 1, j + 1];
  }
  return nearChanges(lines);
}

/** Pairs of places of a longest common part. */
function commonLines(old: readonly string[], now: readonly string[]) {
  const lengths = lengthsOf(old, now);
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** How long the common part is from each pair of places on. */
function lengthsOf(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    Array<number>(now.length + 1).fill(0),
  );
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [right, below, across] = [
        lengths[i]?.[j + 1],
        lengths[i + 1]?.[j],
        lengths[i + 1]?.[j + 1],
      ];
      const best = old[i] === now[j] ? (across ?? 0) + 1 : Math.max(right ?? 0, below ?? 0);
      lengths[i]?.splice(j, 1, best);
    }
  }
  return lengths;
}

const AROUND = 2;

function nearChanges(lines: readonly string[]): readonly string[] {
  const isNear = lines.map((_, index) => {
    return lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(isChange);
  });
  return lines.flatMap((line, index) => {
    if (isNear[index]) return line.trimEnd();
    return isNear[index - 1] ? '  …' : [];
  });
}

function isChange(line: string): boolean {
  return !line.startsWith('  ');
}
