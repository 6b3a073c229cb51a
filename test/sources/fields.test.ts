import { describe, expect, it } from 'vitest';
import {
  ANNOTATIONS,
  cut,
  hostFrom,
  LIMITS,
  readAnnotations,
  readLabels,
  readTime,
  safeUrl,
  titleText,
} from '../../src/sources/fields.ts';

describe('a host', () => {
  it.each([
    ['a name with a port loses the port', { instance: 'web-3:9100' }, 'web-3'],
    ['a bare name stays', { instance: 'web-3' }, 'web-3'],
    ['an IPv4 address loses its port', { instance: '10.0.0.1:9100' }, '10.0.0.1'],
    ['an IPv6 address loses brackets and port', { instance: '[::1]:9100' }, '::1'],
    ['an IPv6 address without brackets stays', { instance: '2001:db8::9100' }, '2001:db8::9100'],
    ['a URL stays', { instance: 'https://example.com:443' }, 'https://example.com:443'],
    ['the instance wins over the pod', { pod: 'a', instance: 'b' }, 'b'],
    ['a pod is a host too', { pod: 'api-7c9' }, 'api-7c9'],
    ['no such label is no host', { service: 'a' }, null],
  ])('%s', (_, labels, host) => {
    expect(hostFrom(labels)).toBe(host);
  });
});

describe('a web address', () => {
  it.each([
    ['https is safe', 'https://example.com/a?b=c#d', true],
    ['http is safe', 'HTTP://example.com', true],
    ['a script is not', 'javascript:alert(1)', false],
    ['data is not', 'data:text/html,x', false],
    ['a relative one is not', '/graph', false],
    ['one with a line break is not', 'https://example.com/\nx', false],
    ['one that closes a link is not', 'https://example.com/>|x', false],
    ['one that no browser understands is not', 'http://[bad', false],
    ['one that is too long is not', `https://example.com/${'a'.repeat(LIMITS.url)}`, false],
    ['a number is not', 7, false],
  ])('%s', (_, value, safe) => {
    expect(safeUrl(value)).toBe(safe ? value : null);
  });
});

describe('a time', () => {
  it.each([
    ['nanoseconds are cut', '2026-02-10T14:02:03.123456789Z', 1770732123123],
    ['an offset counts', '2026-02-10T15:02:03+01:00', 1770732123000],
    ['year 1 is none', '0001-01-01T00:00:00Z', undefined],
    ['empty is none', '', undefined],
    ['null is none', null, undefined],
  ])('%s', (_, value, at) => {
    expect(readTime(value, 'startsAt')).toBe(at);
  });

  it.each(['2026', 'now', '2026-02-10', '2026-02-30T25:00:00Z', 7, {}])('refuses %j', (value) => {
    expect(() => readTime(value, 'startsAt')).toThrow(/"startsAt" must be/);
  });
});

describe('labels', () => {
  it('keep the names that objects have of their own', () => {
    const given: unknown = JSON.parse('{"__proto__": "a", "constructor": "b", "empty": ""}');

    const labels = readLabels(given);

    expect(Object.entries(labels)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it.each([
    ['too many', Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`l${n}`, 'x']))],
    ['a name too long', { ['n'.repeat(257)]: 'x' }],
    ['a value too long', { a: 'x'.repeat(8_193) }],
    ['an empty name', { '': 'x' }],
    ['a number', { a: 1 }],
    ['an array', ['a']],
  ])('are refused: %s', (_, value) => {
    expect(() => readLabels(value)).toThrow();
  });
});

describe('annotations', () => {
  it('are cut rather than refused', () => {
    const texts = readAnnotations({ a: 'x'.repeat(20_000), b: 'short' });

    expect(texts['a']).toHaveLength(ANNOTATIONS.value);
    expect(texts['b']).toBe('short');
  });
});

describe('a text', () => {
  it('is never cut through a character', () => {
    expect(cut('ab😀cd', 4)).toBe('ab…');
    expect(cut('ab😀', 4)).toBe('ab😀');
  });

  it('is a title on one line of bounded length', () => {
    expect(titleText(' a\r\n\tb ')).toBe('a b');
    expect(titleText('x'.repeat(5_000))).toHaveLength(LIMITS.title);
  });
});
