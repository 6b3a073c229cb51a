import { expect, it } from 'vitest';
import { senderWithKey } from '../../src/http/key-sender.ts';
import { MAIL } from '../../src/wiring/mail.ts';
import { source } from '../http/configured-world.ts';
import { API_TOKEN, INGEST_KEY } from '../http/http-world.ts';

const OWN = 'mail-key-0123456789';
const mailSource = (name: string, key: string | null) => source({ name, type: 'mail', key });

it.each([
  ['the ingest key, where no source has mail', [], INGEST_KEY, 'mail'],
  ['the ingest key, beside a source of another name', [mailSource('ops', OWN)], INGEST_KEY, 'mail'],
  ['the key of a source', [mailSource('ops', OWN)], OWN, 'ops'],
  ['the ingest key, of a source without a key', [mailSource('ops', null)], INGEST_KEY, 'ops'],
  ['the key of the source "mail"', [mailSource('mail', OWN)], OWN, 'mail'],
  ['not the ingest key in its place', [mailSource('mail', OWN)], INGEST_KEY, undefined],
  ['no other key', [], API_TOKEN, undefined],
])('mail comes in with %s', (_, configured, key, name) => {
  const deps = { configured: () => configured, keys: { ingest: INGEST_KEY, apiToken: API_TOKEN } };

  expect(senderWithKey(deps, MAIL, key)?.origin.name).toBe(name);
});
