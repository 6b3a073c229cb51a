import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../src/sources/index.ts';
import { PayloadRejected, type Source } from '../../src/sources/source.ts';

const here = import.meta.dirname;
const folder = join(here, '../../src/sources');

/** What a case comes to, as its golden file says it. Written anew where UPDATE_GOLDEN is set. */
function outcomeOf(source: Source, payload: unknown): unknown {
  const origin = { name: source.type, resolveTimeout: source.resolveTimeout };
  try {
    return source.parse(payload, origin);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    return { payloadRejected: error.kind, message: error.message };
  }
}

function casesOf(type: string): readonly string[] {
  return readdirSync(join(here, type))
    .filter((name) => name.endsWith('.json') && !name.endsWith('.alerts.json'))
    .map((name) => name.replace(/[.]json$/, ''));
}

describe.each(SOURCES.map((source) => ({ source, type: source.type })))('$type', (row) => {
  it.each(casesOf(row.type))('understands %s', (name) => {
    const payload: unknown = JSON.parse(readFileSync(join(here, row.type, `${name}.json`), 'utf8'));
    const golden = join(here, row.type, `${name}.alerts.json`);

    const outcome: unknown = JSON.parse(JSON.stringify(outcomeOf(row.source, payload)));

    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, JSON.stringify(outcome, null, 2));
    expect(outcome).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});

it('lists every source that has a file, and tests each', () => {
  const files = readdirSync(folder)
    .filter((name) => !['source.ts', 'fields.ts', 'index.ts'].includes(name))
    .map((name) => name.replace(/[.]ts$/, ''));
  const tested = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  const listed = SOURCES.map(({ type }) => type);

  expect(listed.toSorted()).toEqual(files.toSorted());
  expect(tested.toSorted()).toEqual(files.toSorted());
});
