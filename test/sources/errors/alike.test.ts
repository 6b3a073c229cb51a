import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import { instant } from '../../../src/domain/time.ts';
import { groupingOf } from '../../../src/engine/errors/grouping.ts';
import { rollbarItems } from '../../../src/sources/errors/rollbar/items.ts';
import { errorEventFrom } from '../../../src/sources/errors/sentry/event.ts';
import { mail } from '../../../src/sources/mail.ts';
import { pythonLogging } from '../../../src/sources/python-logging.ts';
import type { Source } from '../../../src/sources/source.ts';

const origin = { name: 'shop', resolveTimeout: null, receivedAt: instant(Date.UTC(2026, 10, 24)) };
/** A recorded body; by its whole name where that does not end in `.json`. */
function read(name: string): unknown {
  const file = name.endsWith('.store') ? name : `${name}.json`;
  return JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', file), 'utf8'));
}

/** By whom an error was reported. */
const CLIENTS = {
  sentry: (name: string) => errorEventFrom(read(name), { origin, eventId: undefined }),
  logging: (name: string) => eventOf(pythonLogging, name),
  rollbar: (name: string) => eventOf(rollbarItems, name),
  mail: (name: string) => eventOf(mail, name),
};

function eventOf(source: Source, name: string): ErrorEvent {
  const event = source.parse(read(name), origin).alerts[0]?.event?.error;
  if (!event) throw new Error(`${name} is no error`);
  return event;
}

type Recorded = readonly [keyof typeof CLIENTS, string];
const groupOf = ([client, name]: Recorded) => groupingOf(CLIENTS[client](name), {}, []).id;

const BUGS: readonly (readonly [string, readonly Recorded[]])[] = [
  [
    'a key that is missing',
    [
      ['sentry', 'sentry-python-1.9.10/key-error.store'],
      ['logging', 'python-logging/key-error'],
      ['rollbar', 'rollbar/python'],
      ['mail', '../../mail/django-error'],
    ],
  ],
  [
    'a product that does not exist',
    [
      ['sentry', 'sentry-python-1.9.10/lookup-error.store'],
      ['logging', 'python-logging/lookup-error'],
    ],
  ],
  [
    'a division by zero that was caught',
    [
      ['sentry', 'sentry-python-1.9.10/handled.store'],
      ['logging', 'python-logging/division'],
    ],
  ],
  [
    'a message with arguments',
    [
      ['sentry', 'sentry-python-1.9.10/logged.store'],
      ['logging', 'python-logging/timeout'],
    ],
  ],
  [
    'a price that is missing, in Node.js',
    [
      ['sentry', 'rollbar/commonjs-by-sentry'],
      ['rollbar', 'rollbar/commonjs'],
    ],
  ],
];

describe('the same bug is one group, whoever reports it', () => {
  it.each(BUGS)('%s', (_, recorded) => {
    expect(new Set(recorded.map(groupOf)).size).toBe(1);
  });

  it('and no other bug is in it', () => {
    const groups = BUGS.map(([, [first]]) => first && groupOf(first));

    expect(new Set(groups).size).toBe(BUGS.length);
  });
});
