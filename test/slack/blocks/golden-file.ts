import { expect } from 'vitest';

/** Compares a surface with its reviewed file in `golden/`; `vitest -u` writes it anew. */
export async function expectGolden(name: string, surface: object): Promise<void> {
  const text = `${JSON.stringify(surface, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`golden/${name}.json`);
}
