import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { put, save } from '../support/saving.ts';
import { anErrorSample } from '../support/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('goes on with a database of before Quell knew errors of programs', async () => {
  const path = join(temporaryFolder(), 'quell.db');
  const before = sqliteStore(path);
  await save(before, put.incident({ id: 'old', number: 7 }));
  await before.close();
  asBeforeErrors(path);

  const store = sqliteStore(path);

  expect(await store.incidentNumbered(7)).toMatchObject({ id: 'old', error: null });
  await save(store, put.errorGroup({ id: 'e1-0' }));
  expect(await store.errorGroup('e1-0')).toMatchObject({ id: 'e1-0' });
  await store.close();
});

it('goes on with events that were saved before they were packed', async () => {
  const path = join(temporaryFolder(), 'quell.db');
  const before = sqliteStore(path);
  await save(before, put.errorGroup(), put.errorSample());
  await before.close();
  const db = new Database(path);
  db.exec('ALTER TABLE error_sample DROP COLUMN packed');
  db.pragma('user_version = 2');
  db.close();

  const store = sqliteStore(path);

  const { event } = anErrorSample();
  expect(await store.errorSample(event.id)).toMatchObject({ event });
  await store.close();
});

/** The file as the first schema had it. */
function asBeforeErrors(path: string): void {
  const db = new Database(path);
  for (const table of ['error_group', 'error_sample', 'project_release', 'source_habit']) {
    db.exec(`DROP TABLE ${table}`);
  }
  db.exec("UPDATE incident SET content = json_remove(content, '$.error')");
  db.pragma('user_version = 1');
  db.close();
}
