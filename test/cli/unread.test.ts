import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endWhenUnread } from '../../src/cli/unread.ts';

function watched() {
  const [out, err] = [new EventEmitter(), new EventEmitter()];
  const codes: number[] = [];
  endWhenUnread([out, err], (code) => void codes.push(code));
  return { streams: { out, err }, codes };
}

const fault = (code: string) => Object.assign(new Error(`write ${code}`), { code });

describe('a command whose words nobody reads any more', () => {
  it.each(['out', 'err'] as const)('ends without a word, whichever it writes to: %s', (name) => {
    const { streams, codes } = watched();

    streams[name].emit('error', fault('EPIPE'));

    expect(codes).toEqual([141]);
  });

  it('hides no other fault', () => {
    const { streams, codes } = watched();

    expect(() => streams.out.emit('error', fault('ENOSPC'))).toThrow('write ENOSPC');
    expect(codes).toEqual([]);
  });
});
