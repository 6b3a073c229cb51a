import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv, stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { runCommandLine } from '../../../src/cli/index.ts';
import { type Answers, USUAL, WAKES } from '../../../src/cli/init/answers.ts';
import { configText } from '../../../src/cli/init/config-text.ts';
import { diff } from '../../../src/cli/init/diff.ts';
import { readEnvironment } from '../../../src/config/environment.ts';
import { readSettings } from '../../../src/config/read.ts';
import { sqliteStore } from '../../../src/store/sqlite/index.ts';
import { NOON } from '../../support/clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withOpenIncidents } from '../open-incidents.ts';
import { quellInit, somebody, textIn } from './asking.ts';

const BOT = 'xoxb-123456789012-abcdef';
const APP = 'xapp-1-A0123456789-abcdef';
const SECRET = '0123456789abcdef0123456789abcdef';

function settingsIn(text: string | null) {
  const reading = { name: 'quell.yml', environment: {}, now: NOON };
  const read = readSettings(text ?? '', reading);
  if ('faults' in read) throw new Error(read.faults.map(({ wrong }) => wrong).join(' '));
  return read;
}

function environmentIn(folder: string) {
  return parseEnv(textIn(folder, '.env') ?? '');
}

describe('quell init --yes', () => {
  it('writes both files with the usual answers, and says what is next', async () => {
    const folder = temporaryFolder();

    const { code, out, err } = await quellInit(['--yes', '--sources', 'grafana,sentry-sdk'], {
      folder,
      colours: true,
    });

    expect([code, err]).toEqual([0, '']);
    expect(readdirSync(folder).toSorted()).toEqual(['.env', 'quell.yml']);
    await expect(textIn(folder, 'quell.yml')).toMatchFileSnapshot('golden/quell.yml');
    await expect(textIn(folder, '.env')).toMatchFileSnapshot('golden/env.txt');
    // The link is as long as the manifest; what is seen of it is its text.
    const seen = stripVTControlCharacters(out);
    await expect(seen).toMatchFileSnapshot('golden/next.txt');
  });

  it('lets nobody else read the secrets', async () => {
    const folder = temporaryFolder();

    await quellInit(['--yes'], { folder });

    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
  });

  it('writes files that quell check and the start take', async () => {
    const folder = temporaryFolder();

    await quellInit(['--yes'], { folder });

    expect(settingsIn(textIn(folder, 'quell.yml')).warnings).toEqual([]);
    expect(readEnvironment(environmentIn(folder))).toMatchObject({
      config: { slack: null, ingestKey: '1'.repeat(32), apiToken: '2'.repeat(32) },
    });
  });

  it('takes each answer as an option', async () => {
    const folder = temporaryFolder();
    const options =
      '--channel #ops --wake error --mention @oncall --environments live,eu.1 --http https://q.example.com/';

    await quellInit(['--yes', ...options.split(' ')], { folder });

    const { settings } = settingsIn(textIn(folder, 'quell.yml'));
    expect(settings.defaultChannel).toBe('#ops');
    expect(settings.policy.route.routes).toMatchObject([
      { mention: null },
      { mention: '@oncall', match: [{ value: 'critical|error' }] },
    ]);
    expect(settings.policy.errors.environments).toEqual(['live', 'eu.1']);
    expect(Object.keys(environmentIn(folder)).toSorted()).toEqual([
      'QUELL_API_TOKEN',
      'QUELL_INGEST_KEY',
      'QUELL_PUBLIC_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(environmentIn(folder)['QUELL_PUBLIC_URL']).toBe('https://q.example.com');
  });

  it('takes the tokens of the environment where it is told to', async () => {
    const folder = temporaryFolder();
    const env = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP };

    const { out } = await quellInit(['--yes', '--tokens-from-env'], { folder, env });

    expect(environmentIn(folder)).toMatchObject(env);
    expect(out).not.toContain(BOT);
    expect(out).not.toMatch(/1\. Make the app/);
  });

  it.each([
    [
      'wrong',
      { SLACK_BOT_TOKEN: 'xoxb-abc', SLACK_APP_TOKEN: 'xoxp-abc' },
      /SLACK_BOT_TOKEN is only the beginning of a token\..*SLACK_APP_TOKEN holds the token of a person/,
    ],
    [
      'swapped',
      { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT },
      /SLACK_BOT_TOKEN holds an app-level token.*are swapped/,
    ],
  ])('writes nothing where those are %s', async (_, env, words) => {
    const folder = temporaryFolder();

    const { code, err } = await quellInit(['--yes', '--tokens-from-env'], { folder, env });

    expect(err.replaceAll('\n', ' ')).toMatch(words);
    expect(err).toMatch(/\nNothing was written\.\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the keys that a database keeps', async () => {
    const folder = temporaryFolder();
    const store = sqliteStore(join(folder, 'data/quell.db'));
    await store.once('ingest-key', () => 'known-to-monitors');
    await store.once('api-token', () => 'known-to-scripts');
    await store.close();

    const { out } = await quellInit(['--yes'], { folder });

    expect(environmentIn(folder)).toMatchObject({
      QUELL_INGEST_KEY: 'known-to-monitors',
      QUELL_API_TOKEN: 'known-to-scripts',
    });
    expect(out).not.toMatch(/known-to|open incident/);
  });

  it('says where the keys are that it cannot read, and writes no others', async () => {
    const folder = temporaryFolder();
    const store = sqliteStore(join(folder, 'data/quell.db'));
    onTestFinished(() => store.close());

    const { out } = await quellInit(['--yes'], { folder });

    expect(environmentIn(folder)).toMatchObject({ QUELL_INGEST_KEY: '', QUELL_API_TOKEN: '' });
    expect(textIn(folder, '.env')).toContain('While it is empty: the one that is kept');
    expect(out).toMatch(/^data\/quell\.db cannot be read now.*\n.*start\s+banner shows them/m);
  });

  it('asks no server for keys, and makes none where one may have them', async () => {
    const folder = temporaryFolder();
    const env = { DATABASE_URL: 'postgres://quell@127.0.0.1/quell' };

    const { out } = await quellInit(['--yes'], { folder, env });

    expect(environmentIn(folder)['QUELL_INGEST_KEY']).toBe('');
    expect(out).not.toContain('cannot be read');
  });

  it('says that what is open in the database gets cards in a new workspace', async () => {
    const folder = temporaryFolder();
    await withOpenIncidents(`sqlite:${join(folder, 'data/quell.db')}`, ['T0SANDBOX', 'T0SANDBOX']);

    const { out } = await quellInit(['--yes'], { folder });

    const words = out.replaceAll('\n', ' ');
    expect(words).toContain('data/quell.db has 2 open incidents, which a new workspace gets cards');
    expect(words).toContain('begin with an empty database: stop Quell and move data/quell.db away');
  });

  it('prints no address of thousands of characters, and says what does', async () => {
    const { out } = await quellInit(['--yes'], { folder: temporaryFolder() });

    expect(out).toContain('quell init --link');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('prints the address of the page that makes an app, on terminals without links too', async () => {
    const [plain, coloured] = await Promise.all(
      [false, true].map(async (colours) => {
        return (await quellInit(['--yes'], { folder: temporaryFolder(), colours })).out;
      }),
    );

    expect(plain).toMatch(/^ +https:\/\/api\.slack\.com\/apps\?new_app=1$/m);
    expect(coloured).toMatch(/^ +https:\/\/api\.slack\.com\/apps\?new_app=1$/m);
  });

  it('says in HTTP mode how Slack verifies the address, which takes a running bot', async () => {
    const folder = temporaryFolder();

    const { out } = await quellInit(['--yes', '--http', 'https://q.example.com'], { folder });

    const words = out.replaceAll(/\s+/g, ' ');
    expect(words).toContain('with the bot running, in the app');
    expect(words).toContain(
      'press Event Subscriptions → Request URL → Retry, until https://q.example.com/slack/events is Verified.',
    );
  });

  it('links on a terminal to the page that makes the app, with the manifest in the address', async () => {
    const { out } = await quellInit(['--yes'], { folder: temporaryFolder(), colours: true });

    const [, encoded = ''] =
      /https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=([\w%.~!*()'-]+)/.exec(out) ?? [];
    expect(parse(decodeURIComponent(encoded))).toMatchObject({
      settings: { socket_mode_enabled: true },
    });
  });

  it.each([
    ['--channel', 'ops', '"#ops"'],
    ['--mention', 'ann', '"@ann"'],
  ])('adds the sign that is left out: %s %s', async (option, value, written) => {
    const folder = temporaryFolder();

    await quellInit(['--yes', option, value], { folder });

    expect(textIn(folder, 'quell.yml')).toContain(written);
  });

  it.each(['quell', 'npx quell'])(
    'writes its commands as they are called here: %s',
    async (called) => {
      const folder = temporaryFolder();

      const { out } = await quellInit(['--yes', '--sources', 'grafana'], { folder, called });

      const texts = `${out}${textIn(folder, 'quell.yml')}`;
      expect(texts).toMatch(new RegExp(`^ +${called} serve {4}starts`, 'm'));
      expect(texts).toMatch(new RegExp(`^# {3}${called} check {4}tells`, 'm'));
      expect(texts.includes('npx')).toBe(called === 'npx quell');
    },
  );
});

describe('a file that is there already', () => {
  async function begun(): Promise<string> {
    const folder = temporaryFolder();
    await quellInit(['--yes'], { folder });
    return folder;
  }

  it('is left as it is where nothing would change', async () => {
    const folder = await begun();

    const { code, out } = await quellInit(['--yes'], { folder });

    expect(code).toBe(0);
    expect(out).toContain('nothing was written');
  });

  it('is shown with its changes, and not changed', async () => {
    const folder = await begun();
    const before = textIn(folder, 'quell.yml');

    const { code, err } = await quellInit(['--yes', '--channel', '#ops'], { folder });

    expect(code).toBe(1);
    expect(err).toContain('-   default_channel: "#alerts"');
    expect(err).toContain('+   default_channel: "#ops"');
    expect(err).toMatch(/Nothing was written\. quell init --force does it\.\n$/);
    expect(textIn(folder, 'quell.yml')).toBe(before);
  });

  it('that has the tokens needs no steps to come by them', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), `SLACK_BOT_TOKEN=${BOT}\nSLACK_APP_TOKEN=${APP}\n`);

    const { out } = await quellInit(['--yes', '--force'], { folder });

    expect(out).not.toMatch(/1\. Make the app|Put what step 2 shows/);
  });

  it('is changed with --force', async () => {
    const folder = await begun();

    await quellInit(['--yes', '--channel', '#ops', '--force'], { folder });

    expect(textIn(folder, 'quell.yml')).toContain('"#ops"');
  });

  it('keeps of .env what Quell knows nothing of, and the tokens and keys in it', async () => {
    const folder = temporaryFolder();
    const mine = `PROM_KEY=mine\nexport SLACK_BOT_TOKEN=${BOT}\nQUELL_INGEST_KEY=known-to-monitors`;
    writeFileSync(join(folder, '.env'), mine);

    await quellInit(['--yes', '--force'], { folder });

    expect(textIn(folder, '.env')?.startsWith(`${mine}\n`)).toBe(true);
    expect(environmentIn(folder)).toMatchObject({
      SLACK_APP_TOKEN: '',
      QUELL_API_TOKEN: '1'.repeat(32),
    });
  });

  it('loses the app token in HTTP mode, since that would mean Socket Mode', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), `SLACK_APP_TOKEN=${APP}\n`);

    await quellInit(['--yes', '--force', '--http', 'https://q.example.com'], { folder });

    expect(environmentIn(folder)['SLACK_APP_TOKEN']).toBe('');
  });

  it('shows no secret in its changes', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), `SLACK_APP_TOKEN=${APP}\n`);

    const { err } = await quellInit(['--yes', '--http', 'https://q.example.com'], { folder });

    expect(err).toContain('- SLACK_APP_TOKEN=xapp-…');
    expect(err).not.toContain(APP);
    expect(err).not.toContain('1'.repeat(32));
  });

  it('shows that a secret changes, and not to what', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), `SLACK_BOT_TOKEN=${BOT}\nPROM_KEY=hush\n`);
    const env = { SLACK_BOT_TOKEN: `${BOT}-new` };

    const { err } = await quellInit(['--yes', '--tokens-from-env'], { folder, env });

    expect(err).toContain('- SLACK_BOT_TOKEN=xoxb-…\n+ SLACK_BOT_TOKEN=xoxb-…\n  PROM_KEY=…\n');
  });

  it('is changed where somebody who sees the changes says so', async () => {
    const folder = await begun();
    const asker = somebody((question) => (question.startsWith('Change') ? true : undefined));

    const { code, out } = await quellInit(['--channel', '#ops'], { folder, asker });

    expect(code).toBe(0);
    expect(textIn(folder, 'quell.yml')).toContain('#ops');
    expect(asker.seen.join('\n')).toContain('+   default_channel: "#ops"');
    expect(out).not.toContain('.new');
  });

  it('stays as it is where somebody says no, with the new one beside it, and the other is written', async () => {
    const folder = await begun();
    const asker = somebody((question) => {
      if (question.startsWith('Bot User')) return BOT;
      if (question.startsWith('App-level')) return APP;
      return question.startsWith('Change .env');
    });

    const { code, out } = await quellInit(['--channel', '#ops', ...ANSWERED], { folder, asker });

    expect(code).toBe(0);
    expect(asker.seen.filter((text) => text.startsWith('Change'))).toEqual([
      'Change quell.yml so? (No leaves it, and writes quell.yml.new.)',
      'Change .env so? (No leaves it, and writes .env.new.)',
    ]);
    expect(asker.seen.at(-1)).toBe('Written: quell.yml.new and .env (for your eyes only).');
    expect(textIn(folder, 'quell.yml')).toContain('#alerts');
    expect(textIn(folder, 'quell.yml.new')).toContain('#ops');
    expect(environmentIn(folder)).toMatchObject({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP });
    expect(out).toContain('quell.yml is as it was: take from quell.yml.new what you want.\n');
  });

  it('that stays as it is without the tokens still wants them', async () => {
    const folder = await begun();
    const asker = somebody((question) => {
      if (question.startsWith('Bot User')) return BOT;
      return question.startsWith('App-level') ? APP : undefined;
    });

    const { out } = await quellInit(ANSWERED, { folder, asker });

    expect(asker.seen.at(-1)).toBe('Written: .env.new (for your eyes only).');
    expect(statSync(join(folder, '.env.new')).mode & 0o777).toBe(0o600);
    expect(environmentIn(folder)['SLACK_BOT_TOKEN']).toBe('');
    expect(out).toContain('Put what step 2 shows into .env.');
  });
});

const ANSWERED = [
  '--wake',
  'critical',
  '--mention',
  '@here',
  '--environments',
  'production,prod,live',
  '--socket',
  '--sources',
  '',
];

describe('quell init with somebody there', () => {
  it('asks little, shows how to make the app before it asks for tokens, and writes them', async () => {
    const folder = temporaryFolder();
    const asker = somebody((question) => {
      if (question.startsWith('Bot User')) return BOT;
      return question.startsWith('App-level') ? APP : undefined;
    });

    const { code, out } = await quellInit([], { folder, asker });

    expect(code).toBe(0);
    expect(asker.seen.map((text) => text.slice(0, 24))).toEqual([
      'Quell: a real Slack in t',
      'In which Slack channel d',
      'What should call somebod',
      'Whom should they call? A',
      'Which environments may w',
      'How does Slack reach Que',
      'What will send alerts? T',
      '1. Make the app: open\n  ',
      'Bot User OAuth Token (xo',
      'App-level token (xapp-…)',
      'Written: quell.yml and .',
    ]);
    expect(environmentIn(folder)).toMatchObject({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP });
    expect(out).not.toContain('1. Make the app');
  });

  it('does not ask what an option says, nor whom to call where nobody is', async () => {
    const asker = somebody(() => undefined);

    await quellInit(['--wake', 'nothing', '--sources', 'grafana', '--socket', '--channel', '#a'], {
      folder: temporaryFolder(),
      asker,
    });

    expect(asker.seen.filter((text) => text.endsWith('?'))).toEqual([]);
  });

  it('asks in HTTP mode for the address and the secret', async () => {
    const folder = temporaryFolder();
    const answers: Readonly<Record<string, string>> = {
      'How does': 'http',
      'At which': 'https://q.example.com',
      'Bot User': BOT,
      'Signing ': SECRET,
    };
    const asker = somebody((question) => answers[question.slice(0, 8)]);

    await quellInit([], { folder, asker });

    expect(readEnvironment(environmentIn(folder))).toMatchObject({
      config: { slack: { mode: { kind: 'http' } }, publicUrl: 'https://q.example.com' },
    });
    expect(asker.seen.join('\n')).toContain('quell init --http https://q.example.com --manifest');
  });

  it('does not ask for the second token where there is no first one', async () => {
    const asker = somebody(() => undefined);

    await quellInit([], { folder: temporaryFolder(), asker });

    expect(asker.seen.at(-2)).toMatch(/^Bot User/);
  });

  it.each(['In which Slack', 'What should', 'What will send', 'Bot User', 'App-level'])(
    'writes nothing at all where they go away at: %s',
    async (words) => {
      const folder = temporaryFolder();
      const asker = somebody((question) => {
        if (question.startsWith(words)) return null;
        return question.startsWith('Bot User') ? BOT : undefined;
      });

      await expect(quellInit([], { folder, asker })).rejects.toThrow('Nothing was written.');

      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('files that cannot be written', () => {
  it('are said to be so, and nothing is left behind', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'quell.yml'));

    await expect(quellInit(['--yes'], { folder })).rejects.toThrow(/quell\.yml cannot be .*EISDIR/);

    expect(readdirSync(folder)).toEqual(['quell.yml']);
  });

  it('leave the other one unwritten', async () => {
    const folder = temporaryFolder();
    const env = { QUELL_CONFIG: 'nowhere/quell.yml' };

    await expect(quellInit(['--yes'], { folder, env })).rejects.toThrow(
      /ENOENT.*nothing was written/,
    );

    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the command line', () => {
  it.each([
    [['--channel', 'Alerts'], /--channel is "Alerts"\. Write #/],
    [['--wake', 'all'], /--wake is "all"\. It must be one of critical, error, nothing/],
    [['--mention', 'ann lee'], /Write it as in Slack/],
    [['--environments', 'a b'], /Write names separated by commas, such as production, prod\./],
    [['--http', 'http://q'], /Slack sends to https only: write an address such as https:/],
    [['--http', 'https://q', '--socket'], /Choose one/],
    [['--sources', 'grafanna'], /There is no source grafanna\. Did you mean grafana\?/],
    [['--sources', 'qqqqqqqq'], /quell send --list/],
    [['--chanel', '#a'], /Unknown option '--chanel'/],
    [[], /here is no terminal: pass --yes/],
  ])('is refused with 2: %j', async (args, words) => {
    const { code, err } = await quell(args);

    expect(err.replaceAll('\n', ' ')).toMatch(words);
    expect(code).toBe(2);
  });

  it('prints the manifest for a mode and nothing else', async () => {
    const { out } = await quell(['--manifest', '--http', 'https://q.example.com/quell']);

    const address = 'https://q.example.com/quell/slack/events';
    expect(parse(out)).toMatchObject({
      features: { slash_commands: [{ command: '/incident', url: address }] },
      settings: {
        event_subscriptions: { request_url: address },
        interactivity: { request_url: address, message_menu_options_url: address },
        socket_mode_enabled: false,
      },
    });
    expect(out).not.toContain('quell.example.com');
  });

  it('prints the address of the page that makes the app', async () => {
    const { out } = await quell(['--link']);

    expect(out).toMatch(
      /^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=[\w%.~!*()'-]+\n$/,
    );
  });
});

async function quell(args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await runCommandLine(['init', ...args], {
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('what is written', () => {
  it('is well whatever is answered', () => {
    const name = fc.stringMatching(/^[\w.-]{1,12}$/);
    const answers: fc.Arbitrary<Answers> = fc.record({
      channel: fc.stringMatching(/^#[a-z0-9_-]{1,20}$/),
      wakes: fc.constantFrom(...WAKES),
      mention: fc.stringMatching(/^@[a-z0-9._-]{1,20}$/),
      environments: fc.array(name, { minLength: 1, maxLength: 4 }),
      mode: fc.constant(USUAL.mode),
      sources: fc.constant([]),
    });

    fc.assert(
      fc.property(answers, (given) => {
        const { settings, warnings } = settingsIn(configText(given, 'UTC'));
        expect(settings.defaultChannel).toBe(given.channel);
        expect(warnings).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('differs from what was there by the lines that the difference shows', () => {
    const line = fc.constantFrom('a', 'b', 'c');
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diff(before, after);
        const count = (sign: string) => lines.filter((each) => each.startsWith(sign)).length;
        const [old, now] = [before.split('\n').length, after.split('\n').length];
        expect(count('+') - count('-')).toBe(now - old);
        if (before === after) expect(lines).toEqual([]);
      }),
    );
  });
});
