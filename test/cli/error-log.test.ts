import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLines } from '../../src/cli/error-file.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { type ErrorLog, errorLog, type LineFile } from '../../src/error-log.ts';
import type { Ingest } from '../../src/flow/ports.ts';
import { alertOfError } from '../../src/sources/errors/alert.ts';
import { loggingErrors } from '../../src/wiring/logged-errors.ts';
import { anError, NOON, raised } from '../engine/errors/an-error.ts';
import { aPolicy } from '../support/builders.ts';

/** A disk that is only pretended. */
class Disk {
  readonly files = new Map<string, string>();
  readonly said: string[] = [];
  readonly why: string[] = [];
  opened = 0;
  isFull = false;
  path: string | null = 'errors.jsonl';
  readonly log: ErrorLog = errorLog({
    path: () => this.path,
    open: async (path) => this.#open(path),
    log: {
      debug: () => {},
      info: (fields, text) => void this.said.push(`info: ${text} ${JSON.stringify(fields)}`),
      warn: () => {},
      error: ({ error }, text) => {
        this.said.push(`error: ${text}`);
        this.why.push(String(error));
      },
    },
  });

  #open(path: string): LineFile {
    if (this.isFull) throw new Error('ENOSPC');
    this.opened += 1;
    this.files.set(path, this.files.get(path) ?? '');
    return {
      append: async (text) => {
        if (this.isFull) throw new Error('ENOSPC');
        this.files.set(path, `${this.files.get(path)}${text}`);
      },
      close: async () => {},
    };
  }

  async written(path = 'errors.jsonl'): Promise<string | undefined> {
    await this.log.close();
    return this.files.get(path);
  }
}

describe('the log of errors', () => {
  it('has each line, in order, in a file that is opened once', async () => {
    const disk = new Disk();

    disk.log.append(['a', 'b']);
    disk.log.append(['c']);

    expect(await disk.written()).toBe('a\nb\nc\n');
    expect(disk.opened).toBe(1);
    expect(disk.said).toEqual([]);
  });

  it('is not stopped by what has no errors', async () => {
    const disk = new Disk();

    disk.log.append([]);
    disk.log.append(['a']);

    expect(await disk.written()).toBe('a\n');
  });

  it('is not there where none is configured', async () => {
    const disk = new Disk();
    disk.path = null;

    disk.log.append(['a']);

    expect(disk.log.isOpen()).toBe(false);
    expect(await disk.written()).toBeUndefined();
  });

  it('goes on in another file when the configuration names one', async () => {
    const disk = new Disk();
    disk.log.append(['a']);
    expect(await disk.written()).toBe('a\n');

    disk.path = 'other.jsonl';
    disk.log.append(['b']);

    expect(await disk.written('other.jsonl')).toBe('b\n');
    expect(await disk.written()).toBe('a\n');
  });

  it('says once that the disk is full, and how much was lost once it is not', async () => {
    const disk = new Disk();
    disk.isFull = true;
    for (const line of ['a', 'b', 'c']) {
      disk.log.append([line]);
      await disk.written();
    }
    disk.isFull = false;
    disk.log.append(['d']);

    expect(await disk.written()).toBe('d\n');
    expect(disk.said).toEqual([
      'error: errors are not written to their log; the store has them',
      'info: errors are written to their log again {"path":"errors.jsonl","lost":3}',
    ]);
  });

  it('holds no more in memory than a disk may be behind', async () => {
    const disk = new Disk();
    const line = 'x'.repeat(1024 * 1024 - 1);

    disk.log.append(Array(40).fill(line));

    expect((await disk.written())?.length).toBe(16 * 1024 * 1024);
    expect(disk.said[0]).toMatch(/^error: errors are not written/);
    expect(disk.why).toEqual(['the disk is too slow']);
    expect(disk.said[1]).toMatch(/"lost":24/);
  });
});

describe('the file of the log of errors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quell-error-log-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

  it('is made with its folder, added to, and opened anew when it was moved away', async () => {
    const path = join(folder, 'data', 'errors.jsonl');
    const first = errorLog({ path: () => path, open: openLines, log: quiet });
    first.append(['a']);
    await first.close();
    const log = errorLog({ path: () => path, open: openLines, log: quiet });
    log.append(['b']);
    await log.close();
    renameSync(path, `${path}.1`);

    log.reopen();
    log.append(['c']);
    await log.close();

    expect(readFileSync(`${path}.1`, 'utf8')).toBe('a\nb\n');
    expect(readFileSync(path, 'utf8')).toBe('c\n');
  });
});

describe('what is taken in', () => {
  const error = anError({ chain: [raised('KeyError', "'user_id'")], release: '1.4.2' });
  const alert = alertOfError(error, { name: 'shop', resolveTimeout: null });
  const clock = { now: () => NOON, newId: () => '1' };

  function logging(disk: Disk, stores: Ingest) {
    return loggingErrors(stores, { clock, policy: aPolicy, errorLog: disk.log });
  }

  it('is logged once it is stored, as the API shows it', async () => {
    const disk = new Disk();
    const other: Alert = { status: 'firing', content: alert.content };

    await logging(disk, async () => [])([alert, other]);

    expect(JSON.parse((await disk.written()) ?? '')).toMatchObject({
      id: error.id,
      group: expect.stringMatching(/^\w+-[0-9a-f]{32}$/),
      received_at: '2026-08-19T12:00:00.000Z',
      project: 'shop',
      release: '1.4.2',
      at: '2026-08-19T12:00:00.000Z',
      exceptions: [{ type: 'KeyError', value: "'user_id'" }],
    });
  });

  it('is not logged again where it is sent twice', async () => {
    const disk = new Disk();
    const known = { incident: null, untold: null, ignoredBy: null };
    const twice = { type: 'alert', reason: 'sent-twice', ...known } as const;
    const ingest = logging(disk, async (alerts) => alerts.map(() => twice));

    await ingest([alert]);

    expect(await disk.written()).toBeUndefined();
  });

  it('is given its group once', async () => {
    const disk = new Disk();
    const groups: unknown[] = [];
    const ingest = logging(disk, async (alerts) => {
      groups.push(...alerts.map(({ event }) => event?.grouping?.id));
      return [];
    });

    await ingest([alert]);

    expect(groups).toEqual([JSON.parse((await disk.written()) ?? '').group]);
  });

  it('is not logged where it could not be stored', async () => {
    const disk = new Disk();
    const ingest = logging(disk, async () => {
      throw new Error('no disk');
    });

    await expect(ingest([alert])).rejects.toThrow('no disk');
    expect(await disk.written()).toBeUndefined();
  });

  it('is taken in all the same where the log cannot be written', async () => {
    const disk = new Disk();
    disk.isFull = true;

    expect(await logging(disk, async () => [])([alert])).toEqual([]);
    expect(await disk.written()).toBeUndefined();
  });
});
