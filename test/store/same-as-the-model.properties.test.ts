import { join } from 'node:path';
import fc from 'fast-check';
import { it } from 'vitest';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { sameAsTheModel } from '../support/histories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('holds after any changes, restarts in between, what the model holds', async () => {
  const folder = temporaryFolder();
  let run = 0;
  const open = async () => sqliteStore(join(folder, `${run}.db`));

  const property = sameAsTheModel({
    open: () => {
      run += 1;
      return open();
    },
    reopen: open,
  });

  await fc.assert(property, { numRuns: 60 });
});
