import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SdkItem, sentrySdk } from '../../../src/sources/index.ts';
import { expectGolden } from '../golden-file.ts';
import { RECORDED_AT, RECORDINGS } from './recordings.ts';

const origin = { name: 'shop', resolveTimeout: null, receivedAt: RECORDED_AT };

/** What an item is understood as; of an error's alert the error says all. */
function shown({ alert, ...item }: SdkItem) {
  const error = alert?.event?.error;
  return error ? { ...item, error } : { ...item, ...(alert && { alert }) };
}

function understood(file: string): readonly SdkItem[] {
  const bytes = readFileSync(file);
  if (file.endsWith('.envelope')) return sentrySdk.items(sentrySdk.envelope(bytes), origin);
  return [sentrySdk.event(JSON.parse(bytes.toString('utf8')), origin)];
}

const clients = readdirSync(RECORDINGS).filter((name) => name.startsWith('sentry-'));

describe.each(clients)('what %s sends is understood', (client) => {
  const folder = join(RECORDINGS, client);
  const recorded = readdirSync(folder).filter((name) => /[.](?:envelope|store)$/.test(name));

  it.each(recorded)('%s', (name) => {
    const golden = join(folder, name.replace(/[.]\w+$/, '.items.json'));

    const items: unknown = JSON.parse(JSON.stringify(understood(join(folder, name)).map(shown)));

    expectGolden(golden, items);
  });

  it('and no secret of it is kept', () => {
    const files = recorded.map((name) => JSON.stringify(understood(join(folder, name))));

    for (const secret of ['geheim', 'sid=secret', '"ip":"10.1.2.3"', '"email":"jane@']) {
      expect(files.join('\n')).not.toContain(secret);
    }
  });
});
