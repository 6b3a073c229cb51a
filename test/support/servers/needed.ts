import { describe, expect, it } from 'vitest';

/** What a suite needs: there, or missing, with a sentence that says what to install. */
export type Needed<T> = { readonly there: T } | { readonly missing: string };

/** A suite of tests that need something: where it is missing it says so and is not run, and in CI it fails. */
export function describeWith<T>(name: string, needed: Needed<T>, tests: (there: T) => void): void {
  if ('there' in needed) describe(name, () => tests(needed.there));
  else if (process.env['CI']) describe(name, () => it('is run', () => expect.fail(needed.missing)));
  else {
    process.stderr.write(`${name}: not run. ${needed.missing}\n`);
    describe.skip(`${name} (not run: ${needed.missing})`, () => it('is run', () => {}));
  }
}
