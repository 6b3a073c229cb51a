import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Duration, instant, minutes, plus } from '../../../src/domain/time.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { channelsOf } from '../../../src/slack/channels.ts';
import { clientThatTriesOnce } from '../../../src/slack/clients.ts';
import { directoryOf } from '../../../src/slack/directory.ts';
import { libraryLog } from '../../../src/slack/library-log.ts';
import { type Mentions, mentionsOf } from '../../../src/slack/mentions.ts';
import { keptLog } from '../support/log.ts';

let sandbox: Sandbox;
let mentions: Mentions;
let now = instant(0);
let log = keptLog();

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  log = keptLog();
  mentions = mentionsAt(sandbox);
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

function mentionsAt({ botToken, apiUrl }: Sandbox): Mentions {
  const web = clientThatTriesOnce({ botToken, apiUrl }, 500, libraryLog(log));
  const clock = { now: () => now, newId: () => 'id' };
  const parts = { web, channels: channelsOf(web), directory: directoryOf(web, clock, log) };
  return mentionsOf({ ...parts, clock, log });
}

function pass(time: Duration): void {
  now = plus(now, time);
}

const ann = () => sandbox.as('ann').id;
const asked = (method = 'usergroups.list') => sandbox.requests.count(method);

describe('a mention', () => {
  it.each([
    ['@here', '<!here>'],
    ['@channel', '<!channel>'],
    ['@Everyone', '<!everyone>'],
    ['<!here>', '<!here>'],
    ['U024BE7LH', '<@U024BE7LH>'],
    ['W024BE7LH', '<@W024BE7LH>'],
    ['@S0614TZR7', '<!subteam^S0614TZR7>'],
    ['<@U1>', '<@U1>'],
    ['<@U1|ann>', '<@U1>'],
    ['<!subteam^S1|@oncall>', '<!subteam^S1>'],
    ['C024BE91L', '<#C024BE91L>'],
    [' @here ', '<!here>'],
  ])('%s is %s, without asking Slack', async (mention, expected) => {
    const before = asked() + asked('users.list');

    expect(await mentions.resolve(mention)).toBe(expected);
    expect(asked() + asked('users.list')).toBe(before);
  });

  it('of a user group is found by its handle', async () => {
    expect(await mentions.resolve('@OnCall')).toMatch(/^<!subteam\^S\w+>$/);
    expect(await mentions.resolve('@oncall')).not.toBe(await mentions.resolve('@leads'));
  });

  it.each(['@ann', 'ann', '@Ann Lee', 'ann lee', 'ann@example.com'])(
    'of a person is found by name, display name or e-mail address: %s',
    async (mention) => {
      expect(await mentions.resolve(mention)).toBe(`<@${ann()}>`);
    },
  );

  it('of a channel is a link to it, and we do not join it for that', async () => {
    const channel = sandbox.createChannel({ name: 'far-away' });

    expect(await mentions.resolve('#far-away')).toBe(`<#${channel.id}>`);
    expect(channel.hasBot).toBe(false);
  });

  it.each(['@nobody', '#nowhere', 'nobody@example.com', '<@u1>', '<!here', '<script>', ''])(
    'of nobody is none: %s',
    async (mention) => {
      expect(await mentions.resolve(mention)).toBeNull();
    },
  );
});

describe('what was found', () => {
  it('is remembered for an hour', async () => {
    await mentions.resolve('@oncall');
    const before = asked();
    pass(minutes(59));
    await mentions.resolve('@oncall');
    const within = asked();
    pass(minutes(2));
    await mentions.resolve('@oncall');

    expect([within - before, asked() - before]).toEqual([0, 1]);
  });

  it('is still used while Slack cannot be asked', async () => {
    const found = await mentions.resolve('@oncall');
    pass(minutes(61));
    sandbox.faults.inject('usergroups.list', { kind: 'status', status: 500 });

    expect(await mentions.resolve('@oncall')).toBe(found);
  });

  it('to be nobody is logged once, and looked up again after some minutes', async () => {
    await mentions.resolve('@nobody');
    const before = asked();
    await mentions.resolve('@nobody');
    const within = asked();
    pass(minutes(6));
    await mentions.resolve('@nobody');

    expect([within - before, asked() - before]).toEqual([0, 1]);
    expect(log.lines).toMatchObject([
      {
        level: 'warn',
        text: 'nobody in Slack is known by this mention: a call to it rings nobody',
      },
    ]);
  });
});

describe('where Slack does not answer', () => {
  it('the call waits, and is told without its mention after a few tries', async () => {
    sandbox.faults.inject('usergroups.list', { kind: 'status', status: 500 }, { times: 3 });

    await expect(mentions.resolve('@oncall')).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(mentions.resolve('@oncall')).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await mentions.resolve('@oncall')).toBeNull();
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ text: 'a call is told without its mention' }]);

    pass(minutes(6));
    expect(await mentions.resolve('@oncall')).toMatch(/^<!subteam/);
  });

  it('since it is busy, the call waits as long as it says', async () => {
    sandbox.faults.inject('usergroups.list', { kind: 'rate-limited', retryAfter: 7 });

    await expect(mentions.resolve('@oncall')).rejects.toMatchObject({
      kind: 'busy',
      retryAfter: 7_000,
    });
  });

  it('since a scope is missing, people are still found, and the log says so once', async () => {
    const scopes = ['users:read', 'channels:read'];
    const narrow = await startSandbox({ app: { scopes } });
    const narrowed = mentionsAt(narrow);

    expect(await narrowed.resolve('@ann')).toBe(`<@${narrow.as('ann').id}>`);
    expect(await narrowed.resolve('@oncall')).toBeNull();
    pass(minutes(6));
    expect(await narrowed.resolve('@oncall')).toBeNull();
    await narrow.close();

    const missing = log.lines.filter(({ fields }) => fields['code'] === 'missing_scope');
    expect(missing.map(({ fields }) => fields['mention'])).toEqual(['@ann', '@oncall']);
    expect(missing[0]?.text).toBe('Slack does not say whom this mention means');
  });
});
