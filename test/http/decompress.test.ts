import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BODY_LIMIT, decompress } from '../../src/http/decompress.ts';
import { HttpFault } from '../../src/http/faults.ts';

const packed: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes),
  'x-gzip': (bytes) => gzipSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'deflate without a head': (bytes) => deflateRawSync(bytes),
};

describe.each(Object.entries(packed))('a body packed with %s', (name, pack) => {
  const encoding = name.split(' ')[0] ?? '';

  test('is what it was before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(100_000),
        fc.boolean(),
        fc.uint8Array({ maxLength: 50 }),
        async (length, isRandom, end) => {
          const body = Buffer.concat([isRandom ? randomBytes(length) : Buffer.alloc(length), end]);
          const read = await decompress(encoding, pack(body), BODY_LIMIT);
          expect(read.equals(body)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('may be as large as the limit, and no larger', async () => {
    const body = Buffer.alloc(BODY_LIMIT, 'a');
    expect(await decompress(encoding, pack(body), BODY_LIMIT)).toHaveLength(BODY_LIMIT);
    const larger = pack(Buffer.concat([body, Buffer.from('a')]));
    await expect(decompress(encoding, larger, BODY_LIMIT)).rejects.toMatchObject({ status: 413 });
  });
});

describe('what gzip says of its length', () => {
  test('is that of its last part alone', async () => {
    const parts = [Buffer.alloc(70_000, 'a'), Buffer.from('b')];
    const body = Buffer.concat(parts.map((part) => gzipSync(part)));
    const read = await decompress('gzip', body, BODY_LIMIT);
    expect(read.equals(Buffer.concat(parts))).toBe(true);
  });

  test.each([0, 1, 70_000, 0xff_ff_ff_ff])('is not believed where it is %d', async (said) => {
    const body = gzipSync(Buffer.alloc(60_000, 'a'));
    body.writeUInt32LE(said, body.length - 4);
    const fault = await decompress('gzip', body, BODY_LIMIT).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(HttpFault);
    expect(fault).toMatchObject({ message: 'The body is not valid gzip data.' });
  });

  test.each(['', 'abc', 'not gzip at all'])(
    'does not matter where there is no gzip: "%s"',
    async (text) => {
      await expect(decompress('gzip', Buffer.from(text), BODY_LIMIT)).rejects.toMatchObject({
        message: 'The body is not valid gzip data.',
      });
    },
  );
});
