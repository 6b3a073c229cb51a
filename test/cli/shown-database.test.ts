import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownDatabase } from '../../src/cli/shown-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the database of a start', () => {
  it('is said to be new where its file is not there yet', () => {
    const path = join(temporaryFolder(), 'no', 'such', 'q.db');

    expect(shownDatabase({ kind: 'sqlite', path })).toBe(`${path} (new)`);
  });

  it('is said to be new in a folder where its path does not name that', () => {
    expect(shownDatabase({ kind: 'sqlite', path: 'no/such/q.db' })).toBe(
      `no/such/q.db (new, in ${join(process.cwd(), 'no/such')})`,
    );
  });

  it('is only named where it was there before', () => {
    const path = join(temporaryFolder(), 'q.db');
    writeFileSync(path, '');

    expect(shownDatabase({ kind: 'sqlite', path })).toBe(path);
    expect(shownDatabase({ kind: 'postgres', url: 'postgres://u:p@host/quell' })).toBe(
      'PostgreSQL at host/quell',
    );
  });
});
