import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRedisUrl, shownRedis } from '../../src/redis/address.ts';

const ANY = {
  form: 'single',
  tls: false,
  caFile: null,
  username: null,
  password: null,
  sentinelPassword: null,
  master: null,
  db: 0,
};

describe('an address of Redis', () => {
  it.each([
    ['a host alone', 'redis://cache', { nodes: [{ host: 'cache', port: 6379 }] }],
    [
      'a port, a password and a database',
      'redis://:s3cret@cache:7000/2',
      { nodes: [{ host: 'cache', port: 7000 }], password: 's3cret', db: 2 },
    ],
    [
      'a user, and a password with what has a meaning in addresses',
      'rediss://quell:p%40ss:w%2Frd@cache',
      {
        nodes: [{ host: 'cache', port: 6379 }],
        tls: true,
        username: 'quell',
        password: 'p@ss:w/rd',
      },
    ],
    ['an address of version 6', 'redis://[::1]:6380', { nodes: [{ host: '::1', port: 6380 }] }],
    [
      'a certificate',
      'rediss://cache?ca=/etc/ssl/ours.pem',
      { nodes: [{ host: 'cache', port: 6379 }], tls: true, caFile: '/etc/ssl/ours.pem' },
    ],
    [
      'sentinels',
      'redis-sentinel://:s3cret@one:26379,two/mymaster/1?sentinel_password=other',
      {
        form: 'sentinel',
        nodes: [
          { host: 'one', port: 26379 },
          { host: 'two', port: 26379 },
        ],
        password: 's3cret',
        sentinelPassword: 'other',
        master: 'mymaster',
        db: 1,
      },
    ],
    [
      'a cluster',
      'rediss-cluster://one:7000,two:7001',
      {
        form: 'cluster',
        nodes: [
          { host: 'one', port: 7000 },
          { host: 'two', port: 7001 },
        ],
        tls: true,
      },
    ],
  ])('may have %s', (_, text, expected) => {
    expect(readRedisUrl(text)).toEqual({ address: { ...ANY, ...expected } });
  });

  it.each([
    ['no scheme', 'cache:6379', 'is not an address of Redis'],
    ['another scheme', 'http://:s3cret@cache', 'is not an address of Redis'],
    [
      'several hosts',
      'redis://:s3cret@one,two',
      'names several hosts; that needs redis-sentinel:// or redis-cluster:// at its beginning.',
    ],
    [
      'a port that is none',
      'redis://:s3cret@cache:70000',
      'has "cache:70000" where a host and a port of 1 to 65535 belong, like host:6379.',
    ],
    ['no host', 'redis://:s3cret@/0', 'is not an address of Redis'],
    [
      'a database that is none',
      'redis://:s3cret@cache/zero',
      'ends in "/zero" where the number of a database belongs.',
    ],
    [
      'sentinels without a master',
      'redis-sentinel://:s3cret@one:26379',
      'names no master; write it after the sentinels, like /mymaster.',
    ],
    [
      'a database of a cluster',
      'redis-cluster://:s3cret@one/3',
      'asks for database 3; a cluster has database 0 only.',
    ],
    [
      'a parameter that nobody reads',
      'redis://:s3cret@cache?tls=true',
      'has the parameter "tls", which nobody reads; there are ',
    ],
    [
      'a certificate without TLS',
      'redis://:s3cret@cache?ca=/x',
      'names a certificate with ca=, but TLS needs rediss in place of redis.',
    ],
    [
      'a password that is badly written',
      'redis://:s3cret%@cache',
      'has a % that no two hexadecimal digits follow; write % itself as %25.',
    ],
    [
      'a password for sentinels that are none',
      'redis://:s3cret@cache?sentinel_password=s3cret',
      'has a sentinel_password, but begins with another form than redis-sentinel://.',
    ],
  ])('is refused with a sentence where it has %s, without its password', (_, text, words) => {
    const read = readRedisUrl(text);
    const problem = 'problem' in read ? read.problem : '';
    expect(problem).toMatch(/^REDIS_URL .*\.$/);
    expect(problem).toContain(words);
    expect(problem).not.toContain('s3cret');
  });

  it('is shown without what is secret, and read again as the same place', () => {
    void fc.assert(
      fc.property(addresses, (text) => {
        const read = readRedisUrl(text);
        if ('problem' in read) throw new Error(read.problem);
        const shown = shownRedis(read.address);
        expect(shown).not.toContain('s3cret');
        expect(readRedisUrl(shown)).toEqual({
          address: { ...read.address, username: null, password: null },
        });
      }),
    );
  });
});

const node = fc
  .tuple(fc.constantFrom('cache', '10.0.0.1', '[fe80::1]'), fc.integer({ min: 1, max: 65_535 }))
  .map(([host, port]) => `${host}:${port}`);
const nodes = fc.array(node, { minLength: 1, maxLength: 3 }).map((each) => each.join(','));
const tls = fc.constantFrom('redis', 'rediss');
const db = fc.integer({ min: 0, max: 15 });
const addresses = fc.oneof(
  fc.tuple(tls, node, db).map(([scheme, host, of]) => `${scheme}://me:s3cret@${host}/${of}`),
  fc
    .tuple(tls, nodes, db)
    .map(([scheme, hosts, of]) => `${scheme}-sentinel://:s3cret@${hosts}/mymaster/${of}`),
  fc.tuple(tls, nodes).map(([scheme, hosts]) => `${scheme}-cluster://:s3cret@${hosts}`),
);
