import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auth, send, withShop } from './sdk-client.ts';

const line = fc.oneof(
  fc.constantFrom('{}', '{"type":"event"}', '{"type":"event","length":7}', '{"type":"check_in"}'),
  fc.constantFrom('{"type":"feedback"}', '{"type":"client_report"}', '{"message":"x"}', ''),
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const body = fc.oneof(
  fc.array(line, { maxLength: 8 }).map((lines) => Buffer.from(lines.join('\n'))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const encoding = fc.constantFrom('identity', 'gzip', 'br', 'deflate', 'zstd', 'nothing', '');
const path = fc.constantFrom('/api/7/envelope/', '/api/7/store/');

it('whatever is sent, it is taken or refused with a sentence', async () => {
  const world = withShop();
  await fc.assert(
    fc.asyncProperty(path, body, encoding, async (door, bytes, coding) => {
      const headers = { ...auth(), ...(coding && { 'content-encoding': coding }) };

      const answer = await send(world, { path: door, body: bytes, headers });

      expect([200, 400, 415]).toContain(answer.statusCode);
      if (answer.statusCode !== 200) expect(answer.json().detail).toMatch(/[.]$/);
    }),
    { numRuns: 300 },
  );
});
