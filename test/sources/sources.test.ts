import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../src/sources/index.ts';
import { PayloadRejected, type RequestHeaders, type Source } from '../../src/sources/source.ts';
import { expectGolden } from './golden-file.ts';

const here = import.meta.dirname;
const folder = join(here, '../../src/sources');

/** What a case comes to, as its golden file says it. */
function outcomeOf(source: Source, payload: unknown, headers?: RequestHeaders): unknown {
  const origin = { name: source.type, resolveTimeout: source.resolveTimeout };
  try {
    return source.parse(payload, origin, headers);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    return { payloadRejected: error.kind, message: error.message };
  }
}

interface Case {
  readonly payload: string;
  /** Where the vendor says in headers what it sends. */
  readonly headers?: string;
}

/** The cases of a source, by name; its example is one of them. */
function casesOf(type: string): ReadonlyMap<string, Case> {
  const files = readdirSync(join(here, type));
  const names = files
    .filter((name) => /^(?!.*[.](?:alerts|headers)[.]json$).*[.]json$/.test(name))
    .map((name) => name.replace(/[.]json$/, ''));
  const cases = names.map((name): [string, Case] => {
    const headers = files.includes(`${name}.headers.json`)
      ? { headers: join(here, type, `${name}.headers.json`) }
      : {};
    return [name, { payload: join(here, type, `${name}.json`), ...headers }];
  });
  return new Map([...cases, ['example', { payload: join(folder, 'examples', `${type}.json`) }]]);
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe.each(SOURCES.map((source) => ({ source, type: source.type })))('$type', (row) => {
  it.each([...casesOf(row.type)])('understands %s', (name, { payload, headers }) => {
    const golden = join(here, row.type, `${name}.alerts.json`);

    const result = outcomeOf(row.source, read(payload), headers ? read(headers) : undefined);
    const outcome: unknown = JSON.parse(JSON.stringify(result));

    expectGolden(golden, outcome);
  });

  it('has an example that fires', () => {
    const parsed = outcomeOf(row.source, read(join(folder, 'examples', `${row.type}.json`)));

    expect(parsed).toMatchObject({ alerts: [{ status: 'firing' }], rejected: [] });
  });

  it('says in three steps what to do at its vendor', () => {
    expect(row.source.about.vendor).not.toBe('');
    expect(row.source.about.steps).toHaveLength(3);
  });
});

it('lists every source that has a file, and tests each', () => {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .filter((name) => !['source.ts', 'fields.ts', 'index.ts', 'sdks.ts'].includes(name))
    .map((name) => name.replace(/[.]ts$/, ''));
  // What several sources share has tests of its own, in a folder of the same name.
  const shared = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const tested = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !shared.includes(entry.name))
    .map(({ name }) => name);

  const listed = SOURCES.map(({ type }) => type);

  expect(listed.toSorted()).toEqual(files.toSorted());
  expect(tested.toSorted()).toEqual(files.toSorted());
});
