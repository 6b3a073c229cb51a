const BARS = '▁▂▃▄▅▆▇█';

/** Counts as a row of bars, the highest as high as it goes; a word has to say the same for those who see no bars. */
export function sparkline(counts: readonly number[]): string {
  const peak = Math.max(1, ...counts);
  return counts.map((each) => BARS[Math.ceil((each / peak) * (BARS.length - 1))]).join('');
}
