import { expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { keyAnywhereOr, type Signature, signedOrKey } from '../../src/sources/source.ts';

const SIGNATURE: Signature = {
  header: 'X-Beacon-Signature',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  timestamp: { header: 'X-Beacon-Time', separator: ':', within: minutes(1) },
};

it('finds the key in the header of a vendor that writes it with capitals', () => {
  expect(keyAnywhereOr('X-Beacon-Token').from).toContainEqual({ header: 'x-beacon-token' });
});

it('finds the signature in such headers too', () => {
  expect(signedOrKey(SIGNATURE)).toMatchObject({
    signature: {
      ...SIGNATURE,
      header: 'x-beacon-signature',
      timestamp: { header: 'x-beacon-time' },
    },
  });
});
