import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { type Instant, instant, minutes, plus, seconds } from '../../src/domain/time.ts';
import { connectionOf, type Socket } from '../../src/slack/connection.ts';
import { endsHeard } from '../../src/slack/ends-heard.ts';
import { libraryLog } from '../../src/slack/library-log.ts';
import { keptLog } from './support/log.ts';

/** A socket that does as it is told. */
class PretendedSocket extends EventEmitter implements Socket {
  starts = 0;
  disconnects = 0;
  /** How the next starts end; without one they succeed. */
  readonly failures: unknown[] = [];

  async start(): Promise<void> {
    this.starts += 1;
    if (this.failures.length > 0) throw this.failures.shift();
    this.emit('connected');
  }

  async disconnect(): Promise<void> {
    this.disconnects += 1;
    this.emit('disconnected');
  }
}

function world() {
  const socket = new PretendedSocket();
  const downs: string[] = [];
  const pauses: number[] = [];
  let now: Instant = instant(0);
  const ends = endsHeard(libraryLog(keptLog()));
  const connection = connectionOf(socket, {
    clock: { now: () => now, newId: () => 'id' },
    news: { up: () => {}, down: (fault) => void downs.push(fault) },
    pause: async (ms) => void pauses.push(ms),
    why: ends.why,
  });
  const pass = (time: ReturnType<typeof seconds>) => {
    now = plus(now, time);
  };
  return { socket, downs, pauses, connection, pass, library: ends.logger };
}

/** Lets everything that waits for nothing but promises run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const refused = new WebAPIPlatformError({
  ok: false,
  error: 'invalid_auth',
  response_metadata: {},
});

describe('a connection to Slack', () => {
  it('is up once the socket is', async () => {
    const { connection } = world();
    expect(connection.isUp()).toBe(false);
    expect(connection.fault()).toBe('Not connected to Slack yet.');

    await connection.open();

    expect(connection.isUp()).toBe(true);
    expect(connection.fault()).toBeNull();
  });

  it('goes on trying with growing pauses, and says why each time', async () => {
    const { connection, socket, pauses, downs } = world();
    for (let n = 0; n < 8; n++) socket.failures.push(refused);

    await connection.open();

    expect(pauses).toEqual([500, 1_000, 2_000, 5_000, 10_000, 15_000, 15_000, 15_000]);
    expect(downs).toHaveLength(8);
    expect(downs[0]).toMatch(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\)\. .*start again\.$/);
    expect(connection.isUp()).toBe(true);
  });

  it('comes back at once after Slack renewed it', async () => {
    const { connection, socket, pauses, pass } = world();
    await connection.open();
    pass(minutes(60));

    socket.emit('disconnected');
    expect(connection.isUp()).toBe(true);
    await settled();

    expect(socket.starts).toBe(2);
    expect(pauses).toEqual([0]);
    expect(connection.isUp()).toBe(true);
  });

  it('does not hammer a server that hangs up at once', async () => {
    const { connection, socket, pauses, downs, pass } = world();
    await connection.open();
    for (let n = 0; n < 3; n++) {
      pass(seconds(1));
      socket.emit('disconnected');
      await settled();
    }

    expect(pauses).toEqual([500, 1_000, 2_000]);
    expect(downs).toEqual(Array(3).fill('Slack closed the connection.'));
  });

  it('notices an end in the same breath as the beginning', async () => {
    const { connection, socket } = world();
    socket.once('connected', () => queueMicrotask(() => socket.emit('disconnected')));

    await connection.open();
    await settled();

    expect(socket.starts).toBe(2);
    expect(connection.isUp()).toBe(true);
  });

  it.each([
    ['pong', 5],
    ['ping', 30],
  ])('says for how long Slack was silent where the library hung up: no %s', async (what, span) => {
    const { connection, socket, downs, library } = world();
    await connection.open();

    library.warn(
      `A ${what} wasn't received from the server before the timeout of ${span * 1_000}ms!`,
    );
    socket.emit('disconnected');
    await settled();
    socket.emit('disconnected');
    await settled();

    expect(downs).toEqual([
      `Slack did not answer for ${span} s, so that the connection was given up.`,
      'Slack closed the connection.',
    ]);
  });

  it('knows those words as this version of the library has them', () => {
    const library = createRequire(createRequire(import.meta.url).resolve('@slack/bolt'));
    const folder = dirname(library.resolve('@slack/socket-mode'));

    const source = readFileSync(join(folder, 'SlackWebSocket.js'), 'utf8');

    for (const what of ['ping', 'pong']) {
      expect(source).toContain(
        `warn(\`A ${what} wasn't received from the server before the timeout of \${`,
      );
    }
  });

  it('says that Slack hung up where the library gives no reason', async () => {
    const { connection, socket, downs } = world();
    socket.failures.push(undefined);

    await connection.open();

    expect(downs).toEqual(['Slack closed the connection before it began.']);
  });

  it('is not opened again once it was closed', async () => {
    const { connection, socket, downs } = world();
    await connection.open();

    await connection.close();
    await settled();

    expect(socket.starts).toBe(1);
    expect(connection.isUp()).toBe(false);
    expect(downs).toEqual([]);
  });

  it('ends a connection that comes up while it is being closed', async () => {
    const { connection, socket } = world();
    let go = () => {};
    socket.start = async () => {
      socket.starts += 1;
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      socket.emit('connected');
    };
    void connection.open();
    await settled();

    await connection.close();
    go();
    await settled();

    expect(socket.disconnects).toBe(2);
    expect(connection.isUp()).toBe(false);
  });
});
