import { describe, expect, it } from 'vitest';
import { onlyOnce } from '../../src/slack/only-once.ts';

describe('an id', () => {
  it('is new the first time only', () => {
    const isNew = onlyOnce();

    expect([isNew('a'), isNew('b'), isNew('a')]).toEqual([true, true, false]);
  });

  it('is remembered over a thousand others', () => {
    const isNew = onlyOnce();
    isNew('a');
    for (let n = 0; n < 999; n++) isNew(`other-${n}`);

    expect(isNew('a')).toBe(false);
  });
});
