import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { banner, type Started } from '../../src/cli/banner.ts';

const started: Started = {
  version: '0.1.0',
  url: 'http://127.0.0.1:3000',
  sandboxUrl: 'http://127.0.0.1:3001',
  slackMode: 'socket',
  database: 'data/quell.db',
  keys: { ingest: 'a'.repeat(32), apiToken: 'b'.repeat(32) },
  shown: { ingest: true, apiToken: true },
};

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

  it('shows no key that the environment gave', () => {
    const text = banner({ ...started, shown: { ingest: false, apiToken: false } });

    expect(text).not.toContain('a'.repeat(32));
    expect(text).not.toContain('b'.repeat(32));
    expect(curlOf(text)).toContain('Bearer $QUELL_INGEST_KEY');
  });

  it.each([
    ['socket', 'your workspace, in Socket Mode'],
    ['http', 'http://127.0.0.1:3000/slack/events'],
  ] as const)('says how a real Slack reaches it: %s', (slackMode, words) => {
    expect(banner({ ...started, sandboxUrl: null, slackMode })).toContain(words);
  });
});
