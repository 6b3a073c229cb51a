import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { banner, WITHOUT_REDIS } from '../../src/cli/banner.ts';
import { started } from './started.ts';

const curlOf = (text: string) => text.split('\n').find((line) => line.startsWith('curl')) ?? '';

describe('the start banner', () => {
  it('fits 80 columns but for the one line that is pasted', () => {
    const wide = banner(started)
      .split('\n')
      .filter((line) => line.length > 80 && !line.startsWith('curl'));

    expect(wide).toEqual([]);
  });

  it('has a curl line whose words a shell reads as they are meant', () => {
    const script = curlOf(banner(started)).replace(/^curl/, "printf '%s\\n'");

    const words = execFileSync('sh', ['-c', script]).toString().trim().split('\n');

    expect(words).toContain(`Authorization: Bearer ${'a'.repeat(32)}`);
    expect(words.at(-1)).toBe('http://127.0.0.1:3000/hooks/json');
    expect(JSON.parse(words.find((word) => word.startsWith('{')) ?? '')).toMatchObject({
      severity: 'critical',
    });
  });

  it('has the DSN of a first project, to be pasted into a program', () => {
    const dsn = `http://${'a'.repeat(32)}@127.0.0.1:3000/1`;

    expect(banner(started)).toMatch(new RegExp(`^ {2}Sentry DSN {2}${dsn}$`, 'm'));
    expect(banner({ ...started, mail: '127.0.0.1:2525' })).toMatch(/^ {2}Mail {8}127.0.0.1:2525 /m);
  });

  it('has the address for others where they paste it, and the one of this machine where its own line is pasted', () => {
    const text = banner({ ...started, url: 'http://alerts-1:3000' });

    expect(text).toMatch(/^ {2}Alerts {6}http:\/\/alerts-1:3000 /m);
    expect(text).toContain('@alerts-1:3000/1');
    expect(curlOf(text)).toMatch(/ http:\/\/127\.0\.0\.1:3000\/hooks\/json$/);
  });

  it('shows no key that the environment gave', () => {
    const text = banner({ ...started, shown: { ingest: false, apiToken: false } });

    expect(text).not.toContain('a'.repeat(32));
    expect(text).not.toContain('b'.repeat(32));
    // A shell does not know what stands in .env; this reads it.
    expect(text).toContain("quell send --severity critical --title 'Disk is");
    expect(text).toContain('--url http://127.0.0.1:3000');
  });

  it.each([
    ['socket', 'your workspace; connecting in Socket Mode …'],
    ['http', 'http://127.0.0.1:3000/slack/events'],
  ] as const)('says how a real Slack reaches it: %s', (slackMode, words) => {
    expect(banner({ ...started, sandboxUrl: null, slackMode })).toContain(words);
  });

  it('says what a process among others works with, and what it does', () => {
    const text = banner({
      ...started,
      database: 'PostgreSQL at db/quell',
      redis: 'redis://cache:6379',
      roles: ['http', 'worker'],
    });

    expect(text).toMatch(/^ {2}Data {8}PostgreSQL at db\/quell$/m);
    expect(text).toMatch(/^ {2}Redis {7}redis:\/\/cache:6379$/m);
    expect(text).toMatch(/^ {2}Roles {7}http, worker$/m);
  });

  it('says what a database that others may share costs without Redis', () => {
    const text = banner({ ...started, database: 'PostgreSQL at db/quell', redis: WITHOUT_REDIS });

    expect(text).toMatch(/^ {2}Redis {7}none: of several processes one delivers; set REDIS_URL, /m);
    expect(text.split('\n').filter((line) => line.length > 80 && !/^curl/.test(line))).toEqual([]);
  });

  it('says that nobody told it how others reach it', () => {
    const text = banner({ ...started, url: 'http://alerts-1:3000', isGuess: true });

    expect(text).toMatch(/^ {14}QUELL_PUBLIC_URL is not set: the address for others is a guess$/m);
    expect(banner(started)).not.toContain('QUELL_PUBLIC_URL');
  });

  it('sends nobody with alerts to a process that takes none', () => {
    const text = banner({ ...started, roles: ['worker', 'slack'] });

    expect(curlOf(text)).toBe('');
    expect(text).not.toContain('a'.repeat(32));
    expect(text).toMatch(/^ {2}Operators {3}http:\/\/127.0.0.1:3000 /m);
  });
});
