import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/time.ts';
import {
  ACTIONS,
  type Processed,
  processedFrom,
  requestId,
} from '../../../src/http/opsgenie-api/request-id.ts';

const processed: fc.Arbitrary<Processed> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  at: fc.integer({ min: 0, max: 2 ** 47 }).map((ms) => instant(ms)),
  isSuccess: fc.boolean(),
  number: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
});
const salt = fc.integer({ min: 0, max: 2 ** 24 - 1 });

it('a request id is a UUID that says what became of the request', () => {
  fc.assert(
    fc.property(processed, salt, (value, random) => {
      const id = requestId(value, random);

      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(processedFrom(id)).toEqual(value);
    }),
  );
});

it('equal requests have different ids', () => {
  fc.assert(
    fc.property(processed, salt, salt, (value, a, b) => {
      fc.pre(a !== b);
      expect(requestId(value, a)).not.toBe(requestId(value, b));
    }),
  );
});

it('any other text is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.uuid({ version: 4 })), (text) => {
      expect(processedFrom(text)).toBeUndefined();
    }),
  );
});
