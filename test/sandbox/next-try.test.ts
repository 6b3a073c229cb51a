import { describe, expect, it } from 'vitest';
import { nextTryBy } from '../../src/sandbox/next-try.ts';
import type { PageRequest } from '../../src/sandbox/protocol.ts';

/** A call of the bot: when, in seconds, what, and what came of it. */
type Call = readonly [at: number, name: string, outcome: string, channel?: string];

const said = ([at, name, outcome, channel]: Call): PageRequest => ({
  at: at * 1_000,
  direction: 'to-slack',
  name,
  outcome,
  body: channel === undefined ? {} : { channel },
});

const POST = 'chat.postMessage';
const LIST = 'conversations.list';

describe('when the bot tries again', () => {
  it.each<readonly [string, readonly Call[], number | null]>([
    ['nothing was asked', [], null],
    ['all is well', [[1, POST, 'ok', 'C1']], null],
    ['a second after the first failure', [[10, POST, '503', 'C1']], 11],
    ['no call is answered yet', [[10, POST, 'waiting', 'C1']], null],
    [
      'as long after the last failure as it lasts already, and a second',
      [
        [10, POST, '503', 'C1'],
        [11, POST, '503', 'C1'],
        [13, POST, '503', 'C1'],
      ],
      17,
    ],
    [
      'after a minute at the longest',
      [0, 1, 3, 7, 15, 31, 63, 123].map((at) => [at, POST, '503', 'C1'] as const),
      183,
    ],
    ['when Slack said, where it limits', [[10, POST, '429', 'C1']], 15],
    [
      'no more, once something came through',
      [
        [10, POST, '503', 'C1'],
        [12, 'conversations.history', 'ok', 'C1'],
      ],
      null,
    ],
    [
      'still, where another channel got something',
      [
        [10, POST, 'is_archived', 'C1'],
        [12, POST, 'ok', 'C2'],
      ],
      11,
    ],
    [
      'also where all that it does is to look for the channel',
      [
        [10, POST, 'channel_not_found', 'C1'],
        [11, LIST, 'ok'],
        [13, LIST, 'ok'],
      ],
      17,
    ],
    [
      'also where it never came further than that',
      [
        [10, LIST, 'ok'],
        [11, LIST, 'ok'],
      ],
      13,
    ],
    ['not, where somebody looked for channels once', [[10, LIST, 'ok']], null],
    [
      'not as long as ever, where an old failure was given up',
      [
        [10, POST, 'msg_too_long', 'C1'],
        [1_000, POST, '503', 'C1'],
      ],
      1_001,
    ],
    ['not for what nobody waits for', [[10, 'views.publish', '503']], null],
  ])('%s', (_, calls, by) => {
    expect(nextTryBy(calls.map(said))).toBe(by === null ? null : by * 1_000);
  });
});
