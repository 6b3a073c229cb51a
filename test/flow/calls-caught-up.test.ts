import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import type { Content } from '../../src/flow/notifier.ts';
import { aPolicy } from '../support/builders.ts';
import { alert, FlowWorld } from './flow-world.ts';

const HOUR = 3_600;
const AWAY = { method: 'team', kind: 'unreachable' } as const;

describe('a call that came again and again while Slack was away', () => {
  it.each([
    ['is not told where its incident is over', true, ['resolved']],
    ['is told once where its incident goes on, and rings', false, ['called, rings']],
  ])('%s', async (_, ends, expected) => {
    const world = new FlowWorld(aPolicy({ mention: '@oncall', repeatInterval: minutes(10) }));
    await world.receive(alert('DiskFull'));
    const before = world.slack.thread().length;
    world.slack.fail(...Array.from({ length: 2_000 }, () => AWAY));
    await world.advance(9 * HOUR);
    if (ends) await world.receive(alert('DiskFull', 'web-1', 'resolved'));
    await world.advance(65 * 60);
    world.slack.mend();
    await world.advance(120);

    const told = world.slack.thread().slice(before);
    expect(told.map((content) => wordsOf(content))).toEqual(expected);
  });
});

function wordsOf(content: Content): string {
  if (content.slot !== 'thread') return content.slot;
  const kinds = content.entries.map(({ what }) => what.kind).join();
  return content.rings ? `${kinds}, rings` : kinds;
}
