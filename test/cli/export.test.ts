import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { minutes } from '../../src/domain/time.ts';
import { API_TOKEN } from '../http/http-world.ts';
import { ErrorsWorld } from '../http/rest/errors-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'quell-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

let shop: ErrorsWorld;
let url: string;
beforeEach(async () => {
  shop = new ErrorsWorld();
  url = await shop.world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await shop.world.app.close();
});

async function quellExport(args: readonly string[], env: Record<string, string> = {}) {
  let [out, err] = ['', ''];
  const code = await runCommandLine(['export', ...args], {
    env: { QUELL_PUBLIC_URL: url, QUELL_API_TOKEN: API_TOKEN, ...env },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('quell export errors', () => {
  it('writes the events that are kept as JSON lines, the newest first', async () => {
    for (const name of ['A', 'B', 'C']) {
      await shop.report(name);
      shop.world.advance(minutes(1));
    }

    const { code, out, err } = await quellExport(['errors']);

    expect(lines(out)).toHaveLength(lines((await shop.get('/events?format=jsonl')).body).length);
    expect(lines(out)[0]).toMatchObject({ exceptions: [{ type: 'C' }], project: 'shop' });
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('writes those that are asked for, into a file', async () => {
    await shop.report('A', { project: 'web' });
    await shop.report('B');
    await shop.report('C');
    const to = join(folder, 'errors.jsonl');

    const { code, out } = await quellExport([
      ...['errors', '--project', 'shop', '--since', '1h'],
      ...['--query', 'b was', '--to', to],
    ]);

    expect(code).toBe(0);
    expect(out).toBe('');
    expect(lines(readFileSync(to, 'utf8'))).toMatchObject([{ exceptions: [{ type: 'B' }] }]);
  });

  it('makes an empty file of nothing', async () => {
    const to = join(folder, 'none.jsonl');

    expect((await quellExport(['errors', '--to', to])).code).toBe(0);
    expect(readFileSync(to, 'utf8')).toBe('');
  });

  it('says what the bot says of a wrong parameter', async () => {
    const { code, err } = await quellExport(['errors', '--since', 'yesterday']);

    expect(code).toBe(1);
    expect(err).toMatch(/^The parameter since is wrong/);
  });

  it('says that the bot broke off, and does not pass for a whole export', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"id":"1"}\n');
      setImmediate(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // A server that listens has an address with a port.
    const { port } = server.address() as AddressInfo;

    const { code, err } = await quellExport(['errors', '--url', `http://127.0.0.1:${port}`]);

    expect(code).toBe(1);
    expect(err).toMatch(/^The bot broke off after \d events?\. Export again\.\n$/);
  });

  it('says which file cannot be written', async () => {
    const to = join(folder, 'no', 'such', 'folder');

    const { code, err } = await quellExport(['errors', '--to', to]);

    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toContain(`${to} cannot be written: ENOENT`);
  });
});

describe('quell export INC-n', () => {
  async function worked(): Promise<void> {
    await shop.world.hook('json', {
      title: 'Disk *is* <full>',
      description: 'No space left.\nOn any of them.',
      severity: 'critical',
      labels: { service: 'db', host: 'db-1' },
      url: 'https://example.com/disk',
    });
    shop.world.advance(minutes(5));
    await shop.act(1, { action: 'acknowledge', actor: 'Ann' });
    await shop.act(1, { action: 'note', actor: 'Ann', text: 'Looking.\nIt is the logs.' });
    shop.world.advance(minutes(5));
    await shop.act(1, { action: 'resolve', actor: 'Ann', text: 'Deleted old logs' });
  }

  it('writes an incident with its timeline as Markdown', async () => {
    await worked();

    const { code, out, err } = await quellExport(['INC-1']);

    await expect(out).toMatchFileSnapshot('golden/export-incident.md');
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('writes it as JSON', async () => {
    await worked();

    const { incident, timeline } = JSON.parse((await quellExport(['1', '--json'])).out);

    expect(incident).toMatchObject({ number: 1, status: 'resolved', alerts: [{}] });
    expect(timeline).toMatchObject([
      { kind: 'opened', text: expect.stringContaining('Disk *is* <full>') },
      ...[{ kind: 'acknowledged' }, { kind: 'note' }, { kind: 'resolved' }, { kind: 'muted' }],
    ]);
  });

  it('names the error group of an error', async () => {
    await shop.report('KeyError');
    const { id } = await shop.group('KeyError');

    expect((await quellExport(['#1'])).out).toContain(`- **Error group**: \`${id}\``);
  });

  it('says that there is no such incident', async () => {
    const { code, err } = await quellExport(['INC-99']);

    expect(code).toBe(1);
    expect(err).toBe('There is no incident 99.\n');
  });
});

describe('quell export', () => {
  it.each([
    [[], 'Say what to export: an incident, such as INC-12, or errors.'],
    [['all'], '"all" cannot be exported: an incident, such as INC-12, or errors.'],
    [['INC-1', 'INC-2'], 'One thing is exported at a time, not INC-2 too.'],
    [['INC-1', '--project', 'x'], '--project chooses among errors, not in an incident.'],
    [['errors', '--json'], 'Errors are exported as JSON lines anyway, without --json.'],
    [['errors', '--url', 'nowhere'], '--url is "nowhere"; it must be an address'],
    [['errors', '--sort'], "Unknown option '--sort'."],
  ])('refuses wrong usage: %j', async (args, message) => {
    const { code, err } = await quellExport(args);

    expect(code).toBe(2);
    expect(err.replaceAll('\n', ' ')).toContain(message);
  });

  it('needs the API token', async () => {
    const { code, err } = await quellExport(['errors'], { QUELL_API_TOKEN: '' });

    expect(code).toBe(1);
    expect(err).toMatch(/^Set QUELL_API_TOKEN/);
  });

  it("says that the token is another bot's", async () => {
    const { code, err } = await quellExport(['errors'], { QUELL_API_TOKEN: 'other-0123456789' });

    expect(code).toBe(1);
    expect(err).toBe('QUELL_API_TOKEN is not the API token of this bot.\n');
  });

  it('says that nobody listens', async () => {
    const { err } = await quellExport(['INC-1', '--url', 'http://127.0.0.1:9']);

    expect(err).toMatch(/^(Nobody listens at|http:\/\/127\.0\.0\.1:9 cannot be reached)/);
  });

  it('explains itself', async () => {
    const { code, out } = await quellExport(['--help']);

    expect(code).toBe(0);
    expect(out).toContain('quell export errors [--project P]');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
