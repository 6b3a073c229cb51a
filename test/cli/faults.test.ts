import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressOf, environmentOf, nameForOthers, reachable } from '../../src/cli/bot/address.ts';
import { call } from '../../src/cli/bot/call.ts';
import { runCommandLine } from '../../src/cli/index.ts';
import { listenFault, listenForMail, tryDoors } from '../../src/cli/listen.ts';
import { withCopy } from '../../src/cli/replay/copy.ts';
import { takenFrom } from '../../src/cli/send/taken.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code });

async function quell(words: string, env: Readonly<Record<string, string>> = {}) {
  const said = { out: '', err: '' };
  const code = await runCommandLine(words.split(' ').filter(Boolean), {
    env,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said, err: said.err.replaceAll('\n', ' ').trim() };
}

describe('wrong usage', () => {
  it.each([
    ['sned', 'quell has no command "sned".'],
    ['serve --port 1', 'quell serve takes no arguments, but got: --port 1'],
    ['check a b', 'quell check takes one file, but got: a b. See quell check --help.'],
    ['init --nope', "Unknown option '--nope'. See quell init --help."],
    ['init --socket --http https://q.example.com', 'Choose one of --socket and --http.'],
    ['init --channel Alerts', 'Write # and its name in small letters, such as #alerts; or its id.'],
    ['migrate --from', '--from needs a URL. See quell migrate --help.'],
    ['replay', 'quell replay needs --config FILE. See quell replay --help.'],
    [
      'replay --config a --fail-if-missed all',
      '--fail-if-missed is "all"; it must be one of critical, error, warning, info. See quell replay --help.',
    ],
    [
      'export',
      'Say what to export: an incident, such as INC-12, or errors. See quell export --help.',
    ],
    ['send --as', "Option '--as <value>' argument missing. See quell send --help."],
  ])('is refused with 2 and a sentence: quell %s', async (words, sentence) => {
    const { code, out, err } = await quell(words);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('of export is to leave its token out', async () => {
    const { code, err } = await quell('export INC-1');

    expect(code).toBe(1);
    expect(err).toMatch(/^Set QUELL_API_TOKEN: the start banner shows the token/);
  });
});

describe('the host of an address that leads to the bot', () => {
  it.each([
    ['one address, where it listens at that', '10.0.0.7', 'alerts-1', '10.0.0.7'],
    ['one of the sixth version', '::1', 'alerts-1', '[::1]'],
    ['the machine, where it listens at all', '0.0.0.0', 'alerts-1', 'alerts-1'],
    [
      'the machine, where these are of the sixth version too',
      '::',
      'alerts-1.example.com',
      'alerts-1.example.com',
    ],
    ["no container's own name, which only itself knows", '0.0.0.0', '3f2a9c0b1d4e', '127.0.0.1'],
    ['no name that cannot stand there', '::', 'Ann’s laptop', '127.0.0.1'],
    ['no name that there is not', '::', '', '127.0.0.1'],
  ])('is %s', (_, host, name, shown) => {
    expect(reachable(host, nameForOthers(name))).toBe(shown);
  });
});

describe('an address that cannot be listened at', () => {
  it.each([
    ['EADDRINUSE', 'Port 80 on h is taken. Stop the program that has it, or set PORT to another.'],
    ['EACCES', 'Port 80 on h may not be used by this user. Set PORT to one above 1023.'],
    ['ENOTFOUND', 'HOST is "h", which is no address of this machine. Use 127.0.0.1 or 0.0.0.0.'],
    ['EIO', 'Quell cannot listen on h:80: Error: EIO. Set HOST and PORT to a place that is free.'],
  ])('is told of with what to do: %s', (code, sentence) => {
    expect(listenFault(systemError(code), 'h', 80)).toBe(sentence);
  });

  it('is told of for mail too', async () => {
    const door = { listen: () => Promise.reject(systemError('EADDRINUSE')) };
    const mail = { host: 'h', port: 25, open: false, from: [] };

    await expect(listenForMail(door, mail)).rejects.toThrow(
      'Mail cannot be taken in at h:25: Error: EADDRINUSE. Set another "port" or "host" under "mail" in quell.yml.',
    );
  });

  it('is found before anything is made, whoever is to listen there', async () => {
    const host = '127.0.0.1';
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    onTestFinished(() => void server.close());
    // A server at a port.
    const { port } = server.address() as AddressInfo;
    const free = { host, port: 0 };
    const mail = { open: false, from: [] };

    await expect(tryDoors({ host, port }, null)).rejects.toThrow(
      `Port ${port} on ${host} is taken.`,
    );
    await expect(tryDoors(free, { ...mail, host, port })).rejects.toThrow(
      `Mail cannot be taken in at ${host}:${port}:`,
    );
    await expect(tryDoors(free, { ...mail, ...free })).resolves.toBeUndefined();
  });
});

describe('a bot that cannot be asked', () => {
  it('may be at no certain port', () => {
    expect(() => addressOf(null, environmentOf({ env: { PORT: '0' } }))).toThrow(
      'PORT is 0, which is any port: say with --url where the bot is.',
    );
  });

  it.each([
    ['http://127.0.0.1:2', 'Nobody listens at http://127.0.0.1:2. Start the bot with quell serve'],
    ['http://nowhere.invalid', 'There is no host nowhere.invalid to be found. Say with --url'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1 cannot be reached: bad port.'],
  ])('is told of with what to do: %s', async (url, words) => {
    await expect(call(url, {})).rejects.toThrow(words);
  });

  it('is told of that does not answer', async () => {
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late);
    onTestFinished(() => timeout.mockRestore());

    await expect(call('http://10.0.0.7:4000', {})).rejects.toThrow(
      'http://10.0.0.7:4000 did not answer within 10 seconds.',
    );
  });
});

describe('what a bot did not take', () => {
  const url = 'http://bot';

  it.each([
    [
      'another key is wanted',
      401,
      'The bot at http://bot wants another key. Pass with --key the ingest key, which its start banner shows',
    ],
    ['it is elsewhere', 302, 'http://bot sends on to another address (302). Put that one into'],
    [
      'it is no bot',
      404,
      'What listens at http://bot answered 404 and no word of Quell. Is --url right?',
    ],
  ])('is told of with what to do: %s', (_, status, sentence) => {
    expect(() => takenFrom({ status, body: undefined }, { url })).toThrow(sentence);
  });

  it('is told of before it is sent where a file has no JSON', async () => {
    const path = join(temporaryFolder(), 'body.json');
    writeFileSync(path, '{');

    const { code, err } = await quell(`send --file ${path}`, { QUELL_INGEST_KEY: 'key' });

    expect(code).toBe(1);
    expect(err).toContain(`${path} cannot be sent. The body is not valid JSON: it ends too early`);
  });
});

describe('a database that cannot be copied to be read', () => {
  const read = async () => {};

  it('may be none', async () => {
    const path = join(temporaryFolder(), 'none.db');

    await expect(withCopy(path, read)).rejects.toThrow(
      `There is no database ${path} to read recordings from. Set DATABASE_URL as the bot has it.`,
    );
  });

  it('may be a folder', async () => {
    await expect(withCopy(temporaryFolder(), read)).rejects.toThrow(
      /^The database .* cannot be copied for reading: /,
    );
  });

  it('may have a log that is a folder', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    writeFileSync(path, '');
    mkdirSync(`${path}-wal`);

    await expect(withCopy(path, read)).rejects.toThrow(
      /^The database's log .*-wal cannot be read: /,
    );
  });

  it('may change whenever it is looked at', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    writeFileSync(path, '');
    symlinkSync('/proc/sys/kernel/random/uuid', `${path}-wal`);

    await expect(withCopy(path, read)).rejects.toThrow(
      `The database ${path} changes too fast to be copied. Try again when fewer alerts arrive.`,
    );
  });
});
