import { describe, expect, it } from 'vitest';
import { minutes, plus } from '../../src/domain/time.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Content } from '../../src/flow/notifier.ts';
import { renderWith } from '../../src/slack/render.ts';
import { aNotice, anEntry, anIncident, aSilence, aStorm, at } from '../support/state.ts';
import { keptLog } from './support/log.ts';

const called = (seq: number, mention = '@oncall'): TimelineEntry =>
  anEntry({
    seq,
    what: {
      kind: 'called',
      mention,
      title: 'DiskFull <!channel>',
      severity: 'critical',
      why: 'opened',
      waited: null,
      next: null,
    },
  });

const KNOWN: Readonly<Record<string, string>> = {
  '@oncall': '<!subteam^S01ONCALL>',
  '#leads': '<#C024BE91L>',
};

function rendering(now = at(10)) {
  const log = keptLog();
  const asked: string[] = [];
  const render = renderWith({
    clock: { now: () => now, newId: () => 'id' },
    log,
    mentions: {
      async resolve(mention) {
        asked.push(mention);
        return KNOWN[mention] ?? null;
      },
    },
    permalink: (channelId, ts) => `https://slack.example/${channelId}/${ts}`,
  });
  return { render, log, asked };
}

const reply = (rings: boolean, ...entries: readonly TimelineEntry[]): Content => ({
  slot: 'thread',
  incident: anIncident(),
  entries,
  rings,
  also: [],
  instead: [],
  cards: [],
});

const inJson = (value: unknown) => JSON.stringify(value);

describe('a call', () => {
  it('mentions those whom it calls', async () => {
    const message = await rendering().render(reply(true, called(2)));

    expect(message.text).toContain('<!subteam^S01ONCALL>');
    expect(inJson(message.blocks)).toContain('"usergroup_id":"S01ONCALL"');
  });

  it('of a channel links it', async () => {
    const message = await rendering().render(reply(true, called(2, '#leads')));

    expect(inJson(message.blocks)).toContain('"channel_id":"C024BE91L"');
  });

  it('of nobody who is known is told in words', async () => {
    const message = await rendering().render(reply(true, called(2, '@nobody')));

    expect(message.text).toContain('@nobody');
    expect(message.text).not.toMatch(/<[@!]/);
  });

  it.each([
    ['alone', [called(2)]],
    ['with its like', [called(2), called(3, '@here')]],
  ])('that came to nothing mentions nobody: %s', async (_, entries) => {
    const { render, asked } = rendering();
    const message = await render(reply(false, ...entries));

    expect(asked).toEqual([]);
    expect(message.text).toContain('@oncall was not called');
    expect(inJson(message)).not.toMatch(/<!(?!date)|<@|usergroup|broadcast/);
    expect(message.blocks).toMatchObject([{ type: 'context', elements: entries.map(() => ({})) }]);
  });

  it('that came to nothing says when it was, where that is a while ago', async () => {
    const { render } = rendering(plus(at(10), minutes(5)));

    expect(inJson((await render(reply(false, called(2)))).blocks)).toContain('<!date^');
  });
});

describe('a call that stands for several incidents', () => {
  const ring = (...also: readonly number[]) =>
    rendering().render({
      slot: 'thread',
      incident: anIncident(),
      entries: [called(2)],
      rings: true,
      also,
      instead: [],
      cards: [],
    });

  it.each<[string, readonly number[], string]>([
    ['one more', [4], ' Also for 1 more incident: INC-4.'],
    ['a few more', [4, 5, 9], ' Also for 3 more incidents: INC-4, INC-5 and INC-9.'],
    [
      'many more',
      [4, 5, 6, 7, 8, 9, 10],
      ' Also for 7 more incidents: INC-4, INC-5, INC-6, INC-7, INC-8 and 2 others.',
    ],
  ])('names them, in its text and in its blocks: %s', async (_, also, expected) => {
    const { text, blocks } = await ring(...also);

    expect(text.endsWith(expected)).toBe(true);
    expect(inJson(blocks)).toContain(expected.trim());
  });

  it('says of the others where it rang, and mentions nobody', async () => {
    const { render, asked } = rendering();
    const message = await render({
      slot: 'thread',
      incident: anIncident({ number: 4 }),
      entries: [called(2), called(3, '@leads')],
      rings: false,
      also: [],
      instead: [{ seq: 2, number: 3, at: at(5) }],
      cards: [],
    });

    expect(asked).toEqual([]);
    expect(message.text).toBe(
      '@oncall was called at 09:00 UTC for INC-3, and not once more for this. ' +
        '@leads was not called: it came too late.'.replace('@leads', '09:00 UTC · @leads'),
    );
    expect(inJson(message)).not.toMatch(/<!(?!date)|<@|usergroup|broadcast/);
  });
});

describe('the message of a storm', () => {
  it('links the cards that stand', async () => {
    const storm = aStorm({ critical: { count: 2, numbers: [7, 8] } });
    const cards = [{ number: 7, channelId: 'C1', ts: '1.2' }];
    const { blocks } = await rendering().render({ slot: 'storm', storm, cards });

    expect(inJson(blocks)).toContain('https://slack.example/C1/1.2');
    expect(inJson(blocks)).toContain('and 1 more');
  });
});

describe('every message', () => {
  const contents: readonly Content[] = [
    { slot: 'card', incident: anIncident(), alerts: [], escalation: null, error: null, cards: [] },
    { slot: 'details', incident: anIncident(), alerts: [], error: null },
    reply(false, anEntry()),
    { slot: 'storm', storm: aStorm(), cards: [] },
    {
      slot: 'storm-thread',
      storm: aStorm(),
      entries: [
        anEntry({ what: { kind: 'named', number: 3, title: 'DiskFull', severity: 'info' } }),
      ],
    },
    { slot: 'notice', notice: aNotice(), silence: aSilence() },
    { slot: 'notice', notice: aNotice(), silence: null },
  ];

  it.each(contents)('is drawn: $slot', async (content) => {
    const { render, log } = rendering();
    const { text, blocks } = await render(content);

    expect(text).not.toBe('');
    expect(blocks).not.toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it.each([
    ['an incident', reply(false), 'INC-1: DiskFull on web-03'],
    [
      'a storm',
      { slot: 'storm-thread', storm: aStorm(), entries: [] },
      'Storm in #alerts: 1 incidents.',
    ],
  ] as const)('that cannot be drawn is told in plain words: %s', async (_, content, expected) => {
    const { render, log } = rendering();

    expect((await render(content)).text).toBe(expected);
    expect(log.lines).toMatchObject([{ level: 'error', text: 'a message could not be drawn' }]);
  });
});
