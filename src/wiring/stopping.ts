/** A part of the program that ends, by its name for operators. */
export type Ending = readonly [part: string, end: () => Promise<unknown> | undefined];

/** Ends one part after the other, and says before each what is waited for. */
export async function endInOrder(
  endings: readonly Ending[],
  waitsFor: (part: string) => void,
): Promise<void> {
  for (const [part, end] of endings) {
    waitsFor(part);
    await end();
  }
}
