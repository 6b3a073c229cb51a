import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { identified } from '../../../src/engine/errors/identify.ts';
import { rollbarItems, sentrySdk } from '../../../src/sources/index.ts';
import { pythonLogging } from '../../../src/sources/python-logging.ts';
import { aPolicy } from '../../support/builders.ts';
import { RECORDED_AT, RECORDINGS } from './recordings.ts';

const origin = { name: 'shop', resolveTimeout: null, receivedAt: RECORDED_AT };

const json = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

/** How the bodies of a client are read, by the name of its folder and the end of the file's. */
function alertsIn(file: string): readonly Alert[] {
  const bytes = readFileSync(join(RECORDINGS, file));
  if (file.endsWith('.store')) return [sentrySdk.event(json(bytes), origin).alert ?? []].flat();
  if (file.endsWith('.envelope')) {
    const items = sentrySdk.items(sentrySdk.envelope(bytes), origin);
    return items.flatMap(({ alert }) => alert ?? []);
  }
  const source = file.startsWith('rollbar/') ? rollbarItems : pythonLogging;
  return source.parse(json(bytes), origin).alerts;
}

function groupOf(file: string): string {
  const [alert] = alertsIn(file);
  if (!alert) throw new Error(`${file} has no alert`);
  return identified(alert, aPolicy()).event?.grouping?.id ?? 'none';
}

/** Of the same program with four generations of the SDK. */
function inAllNodes(name: string): readonly string[] {
  return ['7.120.4', '8.55.2', '10.78.0', '11.12.0'].map(
    (version) => `sentry-node-${version}/${name}.envelope`,
  );
}

/** Each bug of the programs that were recorded, and who reported it. */
const BUGS: Readonly<Record<string, readonly string[]>> = {
  'a price that is missing': [
    'sentry-python-1.9.10/key-error.store',
    'sentry-python-1.9.10/key-error-again.store',
    'sentry-python-2.68.0/key-error.envelope',
    'python-logging/key-error.json',
  ],
  'a quantity that is no number': [
    'sentry-python-1.9.10/chained.store',
    'sentry-python-2.68.0/chained.envelope',
  ],
  'a gateway that is too slow': [
    'sentry-python-1.9.10/logged.store',
    'sentry-python-1.9.10/logged-again.store',
    'sentry-python-2.68.0/logged.envelope',
    'python-logging/timeout.json',
  ],
  'a division by zero that was caught': [
    'sentry-python-1.9.10/handled.store',
    'sentry-python-2.68.0/handled.envelope',
    'python-logging/division.json',
  ],
  'a word that nobody knows': [
    'sentry-python-1.9.10/value-error.store',
    'sentry-python-2.68.0/value-error.envelope',
  ],
  'an import that skipped rows': [
    'sentry-python-1.9.10/message.store',
    'sentry-python-2.68.0/message.envelope',
    ...inAllNodes('message').slice(0, -1),
  ],
  'a product that does not exist': [
    'sentry-python-1.9.10/lookup-error.store',
    'sentry-python-2.68.0/lookup-error.envelope',
    'python-logging/lookup-error.json',
  ],
  'a price that is missing, in Node.js': inAllNodes('type-error'),
  'the same as the cause of another error': inAllNodes('chained'),
  // Older SDKs tell the words alone, which may be said in many places.
  'a message with its place in the program': ['sentry-node-11.12.0/message.envelope'],
  'a login that failed': inAllNodes('secret'),
};

describe('of what real clients sent', () => {
  const groups = Object.values(BUGS).map((files) => files.map(groupOf));

  it.each(Object.entries(BUGS))('one bug is one group: %s', (_, files) => {
    expect(new Set(files.map(groupOf)).size).toBe(1);
  });

  it('different bugs are different groups', () => {
    expect(new Set(groups.flat()).size).toBe(groups.length);
  });

  it('no error of a Sentry SDK was left out here', () => {
    const clients = readdirSync(RECORDINGS).filter((name) => name.startsWith('sentry-'));
    const files = clients
      .flatMap((client) => readdirSync(join(RECORDINGS, client)).map((name) => `${client}/${name}`))
      .filter((file) => /[.](?:store|envelope)$/.test(file));

    const errors = files.filter((file) => alertsIn(file).some(({ event }) => event?.error));

    const listed = Object.values(BUGS).flat();
    expect(listed.filter((file) => file.startsWith('sentry-')).sort()).toEqual(errors.sort());
  });
});
