import { describe, expect, it } from 'vitest';
import { connectionNews } from '../../src/slack/connection-news.ts';
import { libraryLog } from '../../src/slack/library-log.ts';
import { keptLog } from './support/log.ts';

/** What is told of so many connections. */
function world() {
  const log = keptLog();
  const standing = { count: 0 };
  const isUp = () => standing.count > 0;
  const news = connectionNews(log, { isUp, workspace: () => 'Acme' });
  const told = () => log.lines.filter(({ level }) => level !== 'debug').map(({ text }) => text);
  const up = () => {
    standing.count += 1;
    news.up();
  };
  const down = (fault: string) => {
    standing.count -= 1;
    news.down(fault, 1);
  };
  return { log, news, told, up, down };
}

const REFUSED = 'Slack refuses SLACK_APP_TOKEN (invalid_auth).';

describe('what is told of two connections', () => {
  it('is once that Slack is reached, and which workspace that is', () => {
    const { log, told, up } = world();

    up();
    up();

    expect(told()).toEqual(['connected to Slack']);
    expect(log.lines[0]?.fields).toEqual({ workspace: 'Acme' });
  });

  it('is nothing while one of them is renewed', () => {
    const { told, up, down } = world();
    up();
    up();

    down('Slack closed the connection.');
    up();

    expect(told()).toEqual(['connected to Slack']);
  });

  it('is once what is wrong, however often both try', () => {
    const { log, news } = world();

    for (let n = 0; n < 6; n++) news.down(REFUSED, n);

    const warnings = log.lines.filter(({ level }) => level === 'warn');
    expect(warnings).toEqual([
      { level: 'warn', text: 'no connection to Slack, trying again', fields: { fault: REFUSED } },
    ]);
  });

  it('is another fault too, and that Slack is back', () => {
    const { told, news, up, down } = world();

    news.down(REFUSED, 1);
    news.down('Slack cannot be reached (ENOTFOUND).', 2);
    news.down(REFUSED, 3);
    up();
    down(REFUSED);

    expect(told()).toEqual([
      'no connection to Slack, trying again',
      'no connection to Slack, trying again',
      'connected to Slack',
      'no connection to Slack, trying again',
    ]);
  });
});

describe("the library's log", () => {
  it.each([
    'WebSocket error occurred: socket hang up',
    'Failed to retrieve a new WSS URL (error: Error: An API error occurred: invalid_auth)',
  ])('adds no second line to what was told: %s', (line) => {
    const log = keptLog();

    libraryLog(log).error(line);

    expect(log.lines.map(({ level }) => level)).toEqual(['debug']);
  });

  it('warns of what nobody else tells', () => {
    const log = keptLog();

    libraryLog(log).error('An unhandled error occurred while Bolt processed');

    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });
});
