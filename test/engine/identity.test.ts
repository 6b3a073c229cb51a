import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/domain/fingerprint.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { anAlert } from '../support/builders.ts';

/** What Alertmanager 0.25 shows for these labels. */
const OF_ALERTMANAGER: readonly [string, Record<string, string>][] = [
  ['744e61ca074bea90', { alertname: 'DiskFull' }],
  ['1769da58daff90b1', { alertname: 'DiskFull', instance: 'web-01:9100', severity: 'critical' }],
  ['1cc37fac8a64ae01', { b: '2', a: '1' }],
  ['d2b371819297f98a', { a: 'b', c: '' }],
  ['f23ec2ed85d47e37', { name: 'grüße', emoji: '🔥', jp: '日本語' }],
  ['805319d5f6675eb9', { a: 'a\nb' }],
  ['ee9112727189bb69', { q: 'say "hi"', back: 'a\\d', tab: 'a\tb' }],
  ['38da0be4ae5dafa1', { A: 'x', _: 'y', a: 'z', B9: 'w' }],
  ['e6d7e059e7e674a2', { x: '1,2', brace: '{a}' }],
  ['47a19645405f9e39', { long: 'v'.repeat(500) }],
];

describe('the fingerprint', () => {
  it.each(OF_ALERTMANAGER)('is %s as in Alertmanager for %j', (fingerprint, labels) => {
    expect(fingerprintOf(labels)).toBe(fingerprint);
  });

  it('of no labels is the offset basis of FNV-1a, with all 16 digits', () => {
    expect(fingerprintOf({})).toBe('cbf29ce484222325');
  });

  it('follows the published FNV-1a sum for every length of UTF-8 character', () => {
    const labels = { a: '\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}' };

    expect(fingerprintOf(labels)).toBe(fnv1a(labels));
  });
});

/** The sum from its definition, in whole numbers. */
function fnv1a(labels: Record<string, string>): string {
  const parts = Object.entries(labels).flatMap(([name, value]) => [
    Buffer.from(name),
    Buffer.from([0xff]),
    Buffer.from(value),
    Buffer.from([0xff]),
  ]);
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.concat(parts)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

describe('two alerts', () => {
  const key = (spec: Parameters<typeof anAlert>[0]) => alertKeyOf(anAlert(spec));

  it.each([
    [
      'with the same labels in another order',
      { labels: { a: '1', b: '2' } },
      { labels: { b: '2', a: '1' } },
    ],
    ['where one has an empty label more', { labels: { a: '1' } }, { labels: { a: '1', b: '' } }],
    [
      'with other annotations',
      { annotations: { summary: 'x' } },
      { annotations: { summary: 'y' } },
    ],
    ['with another severity', { severity: 'info' }, { severity: 'critical' }],
    ['with the same labels from another source', { source: 'one' }, { source: 'two' }],
    ['where one fires and one is resolved', { status: 'firing' }, { status: 'resolved' }],
    [
      'with the same dedup key and other labels',
      { dedupKey: 'k', labels: { a: '1' } },
      { dedupKey: 'k', labels: { a: '2' } },
    ],
  ] as const)('%s are one', (_, a, b) => {
    expect(key(a)).toBe(key(b));
  });

  it.each([
    ['with another value', { labels: { a: '1' } }, { labels: { a: '2' } }],
    ['with another name', { labels: { a: '1' } }, { labels: { b: '1' } }],
    ['with one label more', { labels: { a: '1' } }, { labels: { a: '1', b: '2' } }],
    [
      'whose names and values join to the same text',
      { labels: { a: 'b', c: 'd' } },
      { labels: { a: 'bc', d: '' } },
    ],
    ['with another dedup key', { dedupKey: 'k' }, { dedupKey: 'l' }],
    ['where one has a dedup key', { dedupKey: 'k' }, {}],
    [
      'with the same dedup key from another source',
      { dedupKey: 'k', source: 'one' },
      { dedupKey: 'k', source: 'two' },
    ],
  ] as const)('%s are two', (_, a, b) => {
    expect(key(a)).not.toBe(key(b));
  });
});
