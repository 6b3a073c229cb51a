import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { formFault } from '../../../src/cli/doctor/forms.ts';
import { sampleCard } from '../../../src/cli/doctor/sample-card.ts';
import { troubleOf } from '../../../src/cli/doctor/trouble.ts';
import { scopesWanted } from '../../../src/cli/init/manifest.ts';
import { systemClock } from '../../../src/clock.ts';
import { instant } from '../../../src/domain/time.ts';
import type { SlackState } from '../../../src/http/deps.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { json } from '../../../src/sources/json.ts';
import { sqliteStore } from '../../../src/store/sqlite/index.ts';
import { API_TOKEN, HttpWorld } from '../../http/http-world.ts';
import { put, save } from '../../support/saving.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withOpenIncidents } from '../open-incidents.ts';
import { configured, type Env, freePort, look, textOf, tokensOf } from './looking.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    seed: {
      channels: [
        { name: 'alerts', botIsMember: true },
        { name: 'incidents' },
        { name: 'old', botIsMember: true },
        { name: 'secret', isPrivate: true },
        { name: 'board', isPrivate: true, botIsMember: true },
        { name: 'news', isReadOnly: true, botIsMember: true },
      ],
      userGroups: [
        { handle: 'oncall', name: 'On call', people: ['ann', 'bob'] },
        { handle: 'nobody-yet', name: 'Empty', people: [] },
      ],
    },
  });
  sandbox.channel('#old').archive();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const BOT = 'xoxb-123456789012-abcdef';
const APP = 'xapp-1-A0123456789-abcdef';
const SECRET = '0123456789abcdef0123456789abcdef';

describe('a token of a wrong form is told before anything is sent', () => {
  it.each([
    [
      'the two are swapped',
      'bot token',
      { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT },
      /holds an app-level token.*are swapped/,
    ],
    [
      'the two are swapped',
      'app token',
      { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT },
      /holds a bot token.*are swapped/,
    ],
    [
      'an app-level token is there twice',
      'bot token',
      { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: APP },
      /It belongs in SLACK_APP_TOKEN\. What belongs in SLACK_BOT_TOKEN stands in .*Install App/,
    ],
    [
      'it is a person’s',
      'bot token',
      { SLACK_BOT_TOKEN: 'xoxp-1-2-3-4567890' },
      /holds the token of a person/,
    ],
    [
      'it is a signing secret',
      'bot token',
      { SLACK_BOT_TOKEN: SECRET },
      /holds a signing secret.*It belongs in SLACK_SIGNING_SECRET/,
    ],
    [
      'it is a bot token',
      'signing secret',
      { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: BOT },
      /SLACK_SIGNING_SECRET holds a bot token/,
    ],
    [
      'it is no secret',
      'signing secret',
      { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: 'hush' },
      /32 hex digits.*Signing Secret/,
    ],
    [
      'it has quotes around it',
      'bot token',
      { SLACK_BOT_TOKEN: `"${BOT}"` },
      /has quotes around it/,
    ],
    ['it is that of the manual', 'bot token', { SLACK_BOT_TOKEN: 'xoxb-…' }, /only the beginning/],
    [
      'it was pasted twice',
      'bot token',
      { SLACK_BOT_TOKEN: `${BOT}${BOT}` },
      /SLACK_BOT_TOKEN holds two tokens, one behind the other\. Clear it, and paste one\./,
    ],
    [
      'another one was pasted behind it',
      'app token',
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: `${APP}xoxe.xoxb-1-abc` },
      /SLACK_APP_TOKEN holds two tokens,/,
    ],
    [
      'it is something else',
      'app token',
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: 'token' },
      /SLACK_APP_TOKEN is no app-level token: such a token begins with xapp-\./,
    ],
    [
      'it is something else',
      'bot token',
      { SLACK_BOT_TOKEN: 'token' },
      /SLACK_BOT_TOKEN is no bot token: such a token begins with xoxb-\./,
    ],
  ])('%s (%s)', async (_, check, env, words) => {
    const found = await look(check, env);

    expect(found).toHaveLength(1);
    expect(textOf(found)).toMatch(words);
  });

  it('but not where it is of the form with a rotation', () => {
    expect(formFault('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxe.xoxb-1-MAbcdefgh' })).toBeNull();
  });

  it('wherever it would be sent', async () => {
    const swapped = { SLACK_BOT_TOKEN: sandbox.appToken, SLACK_APP_TOKEN: sandbox.botToken };
    const env = { ...tokensOf(sandbox), ...swapped };

    expect(textOf(await look('bot token', env))).toMatch(/are swapped/);
    expect(sandbox.requests.all.filter(({ direction }) => direction === 'to-slack')).toEqual([]);
  });
});

describe('a line without a value', () => {
  const without =
    /has SLACK_\w+ without a value\..* For a real Slack, put it in\. What belongs in /;

  it.each([
    ['warns', 'bot token', { SLACK_BOT_TOKEN: '' }, /Without one, quell serve starts a sandbox/],
    ['warns', 'app token', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }, without],
    ['warns', 'signing secret', { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '' }, without],
    // The environment has a fault then.
    [
      'is told with the bot token',
      'app token',
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: '' },
      null,
    ],
    [
      'is no matter in HTTP mode',
      'app token',
      { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: SECRET },
      null,
    ],
  ])('%s: %s', async (_, check, env, words) => {
    const found = await look(check, env);

    if (!words) return expect(found).toEqual([]);
    expect(found).toMatchObject([{ status: 'warning' }]);
    expect(textOf(found)).toMatch(without);
    expect(textOf(found)).toMatch(words);
  });
});

describe('what Slack says of a token', () => {
  it.each([
    ['invalid_auth', /it does not know it.*\(invalid_auth\)/],
    ['account_inactive', /the app was uninstalled/],
    ['token_revoked', /it was revoked/],
    ['token_expired', /it has expired.*rotation/],
    ['ekm_access_denied', /ekm_access_denied/],
  ])('is told in words: %s', async (code, words) => {
    sandbox.faults.inject('auth.test', { kind: 'error', code });

    expect(textOf(await look('bot token', tokensOf(sandbox)))).toMatch(words);
  });

  it('is that it belongs to a bot in a workspace', async () => {
    expect(await look('bot token', tokensOf(sandbox))).toEqual([
      { status: 'well', detail: '@quell in the workspace Sandbox', remedy: null },
    ]);
  });

  it.each([
    ['the scope of the app token is missing', 'missing_scope', /lacks the scope connections:write/],
    ['Socket Mode is off', 'socket_mode_not_enabled', /turn Socket Mode on/],
    ['it is unknown', 'invalid_auth', /Slack refuses SLACK_APP_TOKEN.*App-Level Tokens/],
  ])('says of the app token: %s', async (_, code, words) => {
    sandbox.faults.inject('apps.connections.open', { kind: 'error', code });

    expect(textOf(await look('app token', tokensOf(sandbox)))).toMatch(words);
  });

  it('may be that of a person', async () => {
    const proxy = await standIn(() => ({ ok: true, user: 'ann', team: 'T' }));

    expect(textOf(await look('bot token', proxy))).toContain(
      'the token is not that of a bot. Take the Bot User OAuth Token (xoxb-…).',
    );
  });

  it('is that both are of one app', async () => {
    const open = { status: 'well', detail: expect.stringContaining('Socket Mode'), remedy: null };

    expect(await look('app token', tokensOf(sandbox))).toEqual([open]);
  });

  it('may be that they are of two apps', async () => {
    const appToken = 'xapp-1-A0OTHERAPP-0123456789';
    const proxy = await standIn((method) =>
      method === 'bots.info' ? { ok: true, bot: { app_id: 'A000QUELL' } } : { ok: true, url: 'x' },
    );

    const found = await look('app token', { ...proxy, SLACK_APP_TOKEN: appToken });

    expect(textOf(found)).toMatch(
      /bot token of A000QUELL, the app token of A0OTHERAPP.* Take both from one app\./,
    );
  });
});

describe('the scopes', () => {
  it('are compared with the manifest', async () => {
    const lacking = ['reactions:read', 'usergroups:read'];
    const scopes = scopesWanted().filter((scope) => !lacking.includes(scope));
    const other = await startSandbox({ app: { scopes } });
    onTestFinished(() => other.close());

    const [found] = await look('scopes', tokensOf(other));

    expect(found).toMatchObject({ status: 'fault' });
    expect(found?.detail).toBe(
      `2 of ${scopesWanted().length} are missing: reactions:read, usergroups:read`,
    );
    expect(found?.remedy).toMatch(/paste manifest\.yml.*Reinstall/);
  });

  it('are well where all are there', async () => {
    expect(await look('scopes', tokensOf(sandbox))).toMatchObject([{ status: 'well' }]);
  });

  it('are not known of a server that does not say', async () => {
    const proxy = await standIn(() => ({ ok: true }));

    expect(await look('scopes', proxy)).toEqual([
      {
        status: 'warning',
        detail: 'the server does not say what the token may do',
        remedy: 'Slack itself says it.',
      },
    ]);
  });

  it('show what of commands and events was meant', async () => {
    expect(textOf(await look('commands', tokensOf(sandbox)))).toMatch(
      /\/incident.*mentions.*pushpins/,
    );
  });

  it('that a question needs are named, where one is missing', async () => {
    const other = await startSandbox({ app: { scopes: ['chat:write'] } });
    onTestFinished(() => other.close());

    expect(textOf(await look('channels', tokensOf(other)))).toMatch(
      /lacks the scope channels:read/,
    );
  });
});

describe('a channel', () => {
  it.each([
    ['with the bot in it', '#alerts', 'well', /is public, with the bot in it/],
    ['that the bot can join', '#incidents', 'well', /joins it with its first card/],
    ['that is private, with the bot in it', '#board', 'well', /is private, with the bot in it/],
    ['that is archived', '#old', 'fault', /#old is archived\. Unarchive it/],
    [
      'that is private, and the bot outside',
      '#secret',
      'fault',
      /sees no such channel.*If it is private: \/invite @Quell/,
    ],
    [
      'that is not there',
      '#incidnts',
      'fault',
      /quell\.yml:1: #incidnts: the bot sees.*Did you mean #incidents\?/,
    ],
    ['in which only some may post', '#news', 'fault', /may only read there.*Posting permissions/],
    ['whose id nobody knows', 'C0UNKNOWN99', 'fault', /C0UNKNOWN99: the bot sees no such channel/],
  ])('%s', async (_, channel, status, words) => {
    const env = configured(`slack: { default_channel: "${channel}" }`);

    const found = await look('channels', { ...tokensOf(sandbox), ...env });

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
  });

  it('by its id is told with its name', async () => {
    const { id } = sandbox.channel('#alerts');
    const env = configured(`slack: { default_channel: ${id} }`);

    expect(textOf(await look('channels', { ...tokensOf(sandbox), ...env }))).toContain(
      `${id} (#alerts) is`,
    );
  });

  it('cannot be joined without the scope for it', async () => {
    const scopes = scopesWanted().filter((scope) => scope !== 'channels:join');
    const other = await startSandbox({ app: { scopes } });
    onTestFinished(() => other.close());
    const env = configured('slack: { default_channel: "#incidents" }');

    expect(textOf(await look('channels', { ...tokensOf(other), ...env }))).toMatch(
      /the bot is not in it\. Type \/invite @Quell in it/,
    );
  });

  it('is looked at wherever the file names one', async () => {
    const env = configured(`
route:
  escalation: default
  routes: [{ match: [severity="critical"], channel: "#incidents" }]
escalations: [{ name: default, steps: [{ after: 5m, notify: "#board" }, { after: 9m, notify: "@ann" }] }]
report: { channel: "#news" }
`);

    const found = await look('channels', { ...tokensOf(sandbox), ...env });

    const names = found.map(({ detail }) => /#\w+/.exec(detail)?.[0]);
    expect(names).toEqual(['#alerts', '#incidents', '#board', '#news']);
  });

  it('is not looked for while the configuration has faults', async () => {
    const env = { ...tokensOf(sandbox), ...configured('route: 1') };

    expect(await look('channels', env)).toMatchObject([
      { status: 'skipped', detail: 'the configuration comes first' },
    ]);
  });
});

describe('a mention', () => {
  it.each([
    ['@oncall', 'well', /is a user group of 2 people/],
    ['@nobody-yet', 'warning', /with nobody in it.*ring nobody/],
    ['@ann', 'well', /is a person/],
    ['@here', 'well', /whoever of the channel is active/],
    ['@channel', 'well', /everybody in the channel/],
    [
      '@phantom',
      'fault',
      /quell\.yml:1: @phantom: nobody is known by it.* Make a user group with this handle in Slack/,
    ],
    ['S0123456789', 'fault', /there is no user group S0123456789/],
  ])('of %s is a %s', async (mention, status, words) => {
    const env = configured(`route: { mention: "${mention}" }`);

    const found = await look('mentions', { ...tokensOf(sandbox), ...env });

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
  });
});

describe('a card', () => {
  it('is shown to Slack, and to nobody else', async () => {
    expect(await look('card', tokensOf(sandbox))).toMatchObject([{ status: 'well' }]);
    expect(sandbox.requests.of('blocks.validate').at(-1)?.body).toMatchObject({
      blocks: expect.stringContaining('Disk is almost full'),
    });
    expect(sandbox.requests.count('chat.postMessage')).toBe(0);
  });

  it('that Slack refuses is told with its words', async () => {
    const proxy = await standIn((method) =>
      method === 'blocks.validate'
        ? { ok: false, error: 'invalid_blocks', errors: [{ message: 'unsupported type' }] }
        : { ok: true },
    );

    expect(textOf(await look('card', proxy))).toContain(
      'Slack does not take the blocks of a card (invalid_blocks). unsupported type This is a fault of Quell, or of a newer Slack',
    );
  });

  it('is that of an incident, without which there is none to show', async () => {
    const parse = vi.spyOn(json, 'parse').mockReturnValueOnce({ alerts: [], rejected: [] });
    onTestFinished(() => parse.mockRestore());

    await expect(sampleCard(systemClock)).rejects.toThrow('An alert made no incident.');
  });

  it('cannot be shown to a server that has no such question', async () => {
    sandbox.faults.inject('blocks.validate', { kind: 'error', code: 'unknown_method' });

    expect(await look('card', tokensOf(sandbox))).toMatchObject([{ status: 'well' }]);
  });
});

describe('the first cards', () => {
  it.each([
    [
      'where another workspace has them',
      ['T0OTHER', 'T0OTHER', 'here', null],
      /^2 open incidents have cards in another workspace/,
    ],
    [
      'where another workspace has one',
      ['T0OTHER'],
      /^1 open incident has its card in another workspace/,
    ],
    [
      'where another workspace has more than a channel has room for at once',
      Array.from({ length: 11 }, () => 'T0OTHER'),
      /^11 open .* posts at most 10 a channel here \(storm\.incidents; .* the others in one message/,
    ],
    ['where they are here, or in none yet', ['here', null], null],
    ['where they were here before', ['T1OTHER>here>T0OTHER', 'here>T0OTHER'], null],
    ['where nothing is open', [], null],
  ] as const)('%s are told before they are posted', async (_, teams, told) => {
    const path = join(temporaryFolder(), 'quell.db');
    await withOpenIncidents(
      `sqlite:${path}`,
      teams.map((team) => team?.replace('here', sandbox.teamId) ?? null),
    );

    const found = await look('first cards', {
      ...tokensOf(sandbox),
      DATABASE_URL: `sqlite:${path}`,
    });

    if (!told) return expect(found).toMatchObject([{ status: 'well' }]);
    expect(found).toMatchObject([{ status: 'warning', detail: expect.stringMatching(told) }]);
    expect(textOf(found)).toContain(`stop Quell and move ${path} away`);
  });

  it('are not looked for where there is no file, none of ours, or one in use', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    const port = { PORT: await freePort() };
    const env = { ...tokensOf(sandbox), ...port, DATABASE_URL: `sqlite:${path}` };

    expect(await look('first cards', env)).toEqual([]);
    writeFileSync(path, 'This is a letter to my aunt. '.repeat(100));
    expect(await look('first cards', env)).toEqual([]);
    rmSync(path);
    const store = sqliteStore(path);
    onTestFinished(() => store.close());
    expect(await look('first cards', env)).toEqual([]);
  });
});

/** A bot with a card there, and what leads to it. */
async function runningWith(
  permalink: string | null,
  slack: Partial<SlackState> = {},
): Promise<Env> {
  const slackState = () => ({ state: 'connected', workspace: null, detail: null, ...slack });
  const world = new HttpWorld((deps) => ({ ...deps, slackState, permalink: () => permalink }));
  await save(world.store, put.incident(), put.delivery());
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => world.app.close());
  const { port } = world.app.server.address() as AddressInfo;
  return { PORT: String(port), QUELL_API_TOKEN: API_TOKEN };
}

describe('a bot that runs here', () => {
  const elsewhere = {
    status: 'warning',
    detail: 'It works in another workspace than Sandbox: at acme.slack.com.',
    remedy: 'Restart it: it reads .env at its start alone.',
  };

  it.each([
    ['in another workspace', () => 'https://acme.slack.com/archives/C1/p1', [elsewhere]],
    ['in this workspace', () => `${sandbox.url}/archives/C1/p1`, []],
    ['in nobody knows which', () => null, []],
  ])('may be %s', async (_, permalink, told) => {
    const found = await look('address', {
      ...tokensOf(sandbox),
      ...(await runningWith(permalink())),
    });

    expect(found).toMatchObject([{ status: 'well' }, ...told]);
    expect(found).toHaveLength(1 + told.length);
  });
});

describe('what a bot that runs here says of Slack', () => {
  it.each([
    [undefined, 'Acme', ['It works in another workspace than Sandbox: in Acme.']],
    [API_TOKEN, 'Acme', ['It works in another workspace than Sandbox: in Acme.']],
    [undefined, 'Sandbox', []],
  ])('tells its workspace, whether its API token is known (%s): %s', async (token, name, told) => {
    const bot = await runningWith(null, { workspace: name });

    const [, ...found] = await look('address', {
      ...tokensOf(sandbox),
      ...bot,
      QUELL_API_TOKEN: token,
    });

    expect(found.map(({ detail }) => detail)).toEqual(told);
  });

  it('tells of a signing secret that is not that of Slack', async () => {
    const detail = 'Requests at /slack/events are wrongly signed: SLACK_SIGNING_SECRET is wrong.';
    const env = { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET };

    const found = await look('signing secret', {
      ...env,
      ...(await runningWith(null, { detail })),
    });
    const other = await look('signing secret', { ...env, ...(await runningWith(null)) });

    expect(found).toMatchObject([{ status: 'fault' }]);
    expect(textOf(found)).toMatch(
      /^The running bot refuses what comes as Slack: it is wrongly signed\. .*Signing Secret\. Set it anew and restart/,
    );
    expect(other).toMatchObject([{ status: 'well' }]);
  });
});

describe('two tokens that Slack refuses', () => {
  it.each(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'])('are both named: %s', async (name) => {
    const env = { ...tokensOf(sandbox), SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };

    const found = await look(name === 'SLACK_BOT_TOKEN' ? 'bot token' : 'app token', env);

    expect(textOf(found)).toContain(`Slack refuses ${name}: it does not know it`);
  });

  it('are both named, too, where the first is none by its form', async () => {
    const env = { ...tokensOf(sandbox), SLACK_BOT_TOKEN: 'xoxb-…' };

    const refused = await look('app token', { ...env, SLACK_APP_TOKEN: APP });
    const taken = await look('app token', env);
    const nowhere = await look('app token', { ...env, SLACK_API_URL: 'nowhere' });

    expect(textOf(refused)).toContain('Slack refuses SLACK_APP_TOKEN: it does not know it');
    expect(taken).toMatchObject([{ status: 'well' }]);
    expect(nowhere).toEqual([]);
  });
});

describe('the first cards of a bot that runs here, with the database', () => {
  async function looked(change: Env, permalink: string | null) {
    const path = join(temporaryFolder(), 'quell.db');
    const store = sqliteStore(path);
    onTestFinished(() => store.close());
    const env = { DATABASE_URL: `sqlite:${path}`, ...(await runningWith(permalink)) };
    return look('first cards', { ...tokensOf(sandbox), ...env, ...change });
  }

  it.each([
    ['warn where they are in another workspace', 'http://127.0.0.1:1/x', 'warning', /its next/],
    ['are well where nothing is elsewhere', null, 'well', /none that it has elsewhere/],
  ])('%s', async (_, permalink, status, words) => {
    const found = await looked({}, permalink);

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
  });

  it('are not tried where its token is not known', async () => {
    const found = await looked({ QUELL_API_TOKEN: undefined }, null);

    expect(found).toMatchObject([{ status: 'skipped' }]);
    expect(textOf(found)).toContain('a bot runs here, whose API token is not in .env');
  });

  it('are well where they are in this workspace', async () => {
    expect(await looked({}, `${sandbox.url}/archives/C1/p1`)).toMatchObject([{ status: 'well' }]);
  });

  it('are no matter where the bot is that of another folder', async () => {
    expect(await looked({ QUELL_API_TOKEN: 'of-this-folder-0123' }, null)).toEqual([]);
  });
});

describe('the clock', () => {
  it.each([
    ['goes right', 0, 'well', /goes with|within \d+ s/],
    ['is a little ahead', 30, 'well', /within \d+ s of Slack's/],
    [
      'is ahead',
      90,
      'fault',
      /\d+ s ahead of Slack's: from 5 min on, requests of Slack are refused.* Set it by NTP: timedatectl set-ntp true/,
    ],
    ['is behind', -600, 'fault', /10 min behind Slack's/],
  ])('%s', async (_, seconds, status, words) => {
    const off = { ...systemClock, now: () => instant(systemClock.now() + seconds * 1_000) };

    const found = await look('clock', tokensOf(sandbox), off);

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
  });

  it('is compared also by an answer that refuses', async () => {
    const env = { ...tokensOf(sandbox), SLACK_BOT_TOKEN: 'xoxb-of-another-workspace' };

    expect(await look('clock', env)).toMatchObject([{ status: 'well' }]);
  });
});

describe('a Slack that cannot be asked', () => {
  it('asks to wait', async () => {
    sandbox.faults.inject('auth.test', { kind: 'rate-limited', retryAfter: 30 });

    expect(await look('bot token', tokensOf(sandbox))).toMatchObject([
      { status: 'warning', detail: expect.stringContaining('asks to wait 30 s') },
    ]);
  });

  it('asks to wait in the middle of it: what was found before is told', async () => {
    const env = configured('route: { channel: "#incidents" }');
    sandbox.faults.inject(
      'conversations.info',
      { kind: 'rate-limited', retryAfter: 7 },
      { after: 1 },
    );

    expect(await look('channels', { ...tokensOf(sandbox), ...env })).toMatchObject([
      { status: 'well' },
      { status: 'warning', remedy: expect.stringContaining('again in 7 s') },
    ]);
  });

  it.each([
    ['is down', { kind: 'status', status: 503 }, /answers with the status 503/],
    ['hangs up', { kind: 'drop-before' }, /does not answer/],
    ['is something else', { kind: 'status', status: 403 }, /not Slack's API.*the status 403/],
  ] as const)('%s', async (_, fault, words) => {
    sandbox.faults.inject('auth.test', fault);

    expect(textOf(await look('bot token', tokensOf(sandbox)))).toMatch(words);
  });

  it('is not there', async () => {
    const env = {
      ...tokensOf(sandbox),
      SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
    };

    expect(textOf(await look('bot token', env))).toMatch(
      /127\.0\.0\.1:\d+ cannot be reached: ECONNREFUSED.*Check that the server of SLACK_API_URL runs/,
    );
  });

  it('is asked nothing more where nothing answers', async () => {
    const env = {
      ...tokensOf(sandbox),
      SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
    };
    const untried = [{ status: 'skipped', detail: 'Slack is to be reached first' }];

    expect(await look('app token', env)).toMatchObject(untried);
    expect(await look('channels', env)).toMatchObject(untried);
    expect(await look('clock', env)).toEqual([]);
  });

  it('is behind a proxy, of which Node.js is to be told', async () => {
    const env = { SLACK_BOT_TOKEN: BOT, HTTPS_PROXY: 'http://proxy:3128' };
    const error = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
    });

    expect(troubleOf(error, 'SLACK_BOT_TOKEN', env)).toEqual({
      status: 'fault',
      detail: 'slack.com cannot be reached: ENOTFOUND.',
      remedy:
        'HTTPS_PROXY is set, but Node.js heeds it from version 24 on, and with NODE_USE_ENV_PROXY=1 only: set that too.',
    });
  });

  it('speaks no JSON', async () => {
    const proxy = await standIn(() => '<html>Welcome to our proxy</html>');

    expect(textOf(await look('bot token', proxy))).toMatch(/not Slack: its answer is no JSON/);
  });
});

/** A server with answers of its own. */
async function standIn(answer: (method: string) => unknown) {
  const server = createServer(({ url = '' }, response) => {
    const said = answer(url.replace('/api/', ''));
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    SLACK_BOT_TOKEN: BOT,
    SLACK_APP_TOKEN: APP,
  };
}
