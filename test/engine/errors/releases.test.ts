import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../src/domain/time.ts';
import { isNewerRelease, isOlderRelease } from '../../../src/engine/errors/releases.ts';

const before = instant(1_000);
const then = instant(2_000);
const after = instant(3_000);

type Row = readonly [string, string, Instant | null, 'older' | 'newer' | 'neither'];

const rows: readonly Row[] = [
  ['1.4.1', '1.4.2', after, 'older'],
  ['1.10.0', '1.9.0', before, 'newer'],
  ['shop@1.4.1', 'shop@1.4.2', after, 'older'],
  ['v2.0', '1.9.9', before, 'newer'],
  ['1.4.2', 'shop@1.4.1', before, 'newer'],
  ['2026.8.19.2', '2026.8.19.1', before, 'newer'],
  ['1.4.2-rc.1', '1.4.2', after, 'older'],
  ['1.4.2', '1.4.2-rc.1', before, 'newer'],
  ['1.4.2-rc.2', '1.4.2-rc.10', after, 'older'],
  ['1.4.2-alpha', '1.4.2-beta', after, 'older'],
  ['1.4.2-1', '1.4.2-alpha', after, 'older'],
  ['1.4.2-rc.1', '1.4.2-rc', before, 'newer'],
  ['1.4.2+build.7', '1.4.2+build.6', after, 'newer'],
  ['1.4.2+build.7', '1.4.2+build.8', before, 'older'],
  ['1.4', '1.4.0', before, 'older'],
  ['api@2.0.0', 'web@1.0.0', before, 'neither'],
  ['api@2.0.0', 'web@1.0.0', after, 'neither'],
  ['api@f3a9c', 'web@c0ffee', before, 'neither'],
  ['api@2.0.0', '1.0.0', before, 'newer'],
  ['690370a', 'c0ffee1', before, 'older'],
  ['690370a', 'c0ffee1', after, 'newer'],
  ['690370a', 'c0ffee1', then, 'neither'],
  ['690370a', 'c0ffee1', null, 'newer'],
  ['1.4.1', '1.4.2', null, 'older'],
  ['690370a', '690370a', after, 'neither'],
  ['1.4.2', '1.4.2', before, 'neither'],
  ['', '1.4.2', before, 'neither'],
];

describe('a release is older or newer by its version, or else by when it was first seen', () => {
  it.each(rows)('%s than %s, seen at %s: %s', (version, than, seenAt, result) => {
    const mark = { version: than, firstSeenAt: then };
    expect({
      older: isOlderRelease(version, mark, seenAt),
      newer: isNewerRelease(version, mark, seenAt),
    }).toEqual({ older: result === 'older', newer: result === 'newer' });
  });
});
