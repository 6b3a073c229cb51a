import { describe, expect, it, onTestFinished } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { instant } from '../../src/domain/time.ts';
import { MailDoor } from '../../src/mail-in/door.ts';
import { MailFault } from '../../src/mail-in/faults.ts';
import type { MailDeps } from '../../src/mail-in/server.ts';
import { mail } from '../../src/sources/index.ts';
import { base64, plain, type SmtpClient, smtpClient } from './smtp-client.ts';

const KEY = 'ingest-key-0123456789';
const RECEIVED_AT = instant(Date.UTC(2026, 10, 23));
const PLACE = { host: '127.0.0.1', port: 0 };
const MAIL = [
  'From: Nagios <nagios@mon.example.com>',
  'Subject: ** PROBLEM Service Alert: web-1/HTTP is CRITICAL **',
  '',
  'Socket timeout after 10 seconds',
];

/** A door for mail with what comes in. */
async function opened(change: Partial<MailDeps> = {}) {
  const taken: Alert[] = [];
  const logged: string[] = [];
  const log = (_: object, text: string) => void logged.push(text);
  const door = new MailDoor({
    settings: () => ({ open: false, from: [] }),
    source: mail,
    senderWithKey: (key) => (key === KEY ? { name: 'shop', resolveTimeout: null } : undefined),
    anybody: () => ({ name: 'anybody', resolveTimeout: null }),
    arriving: (origin) => ({ ...origin, receivedAt: RECEIVED_AT }),
    takeIn: async (_, { alerts }) => void taken.push(...alerts),
    log: { debug: log, info: log, warn: log, error: log },
    ...change,
  });
  await door.listen(PLACE);
  onTestFinished(() => door.close());
  return { door, taken, logged };
}

async function client({ door }: { readonly door: MailDoor }): Promise<SmtpClient> {
  const smtp = await smtpClient(door.port ?? 0);
  onTestFinished(() => smtp.close());
  await smtp.say('EHLO shop.example.com');
  return smtp;
}

/** Sends a mail as far as it is let; answers what was said last. */
async function send(smtp: SmtpClient, lines: readonly string[] = MAIL): Promise<string> {
  const steps = ['MAIL FROM:<nagios@mon.example.com>', 'RCPT TO:<ops@quell.example.com>', 'DATA'];
  for (const step of steps) {
    const answer = await smtp.say(step);
    if (!/^[23]/.test(answer)) return answer;
  }
  return smtp.say(...lines, '.');
}

describe('a mail', () => {
  it('is an alert, and its sender hears that it is stored', async () => {
    const world = await opened();
    const smtp = await client(world);

    expect(await smtp.say(plain(KEY))).toMatch(/^235/);
    expect(await send(smtp)).toBe('250 Stored');
    expect(world.taken).toMatchObject([
      {
        status: 'firing',
        content: {
          title: 'Service Alert: web-1/HTTP is CRITICAL',
          description: 'Socket timeout after 10 seconds',
          severity: 'critical',
          labels: { mail_to: 'ops' },
          source: 'shop',
        },
      },
    ]);
  });

  it('is answered only once it is stored', async () => {
    let store = () => {};
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    const takeIn = () => {
      begin();
      return stored;
    };
    const smtp = await client(await opened({ takeIn }));
    await smtp.say(plain(KEY));
    let answered = '';

    const sent = send(smtp).then((answer) => {
      answered = answer;
    });
    await begun;

    expect(answered).toBe('');
    store();
    await sent;
    expect(answered).toBe('250 Stored');
  });

  it('may come after a login in two steps, and after another mail', async () => {
    const world = await opened();
    const smtp = await client(world);

    await smtp.say('AUTH LOGIN');
    await smtp.say(base64('quell'));
    expect(await smtp.say(base64(KEY))).toMatch(/^235/);
    await send(smtp);

    expect(await send(smtp)).toBe('250 Stored');
    expect(world.taken).toHaveLength(2);
  });

  it('needs no key where the configuration says so', async () => {
    const world = await opened({ settings: () => ({ open: true, from: [] }) });

    expect(await send(await client(world))).toBe('250 Stored');
    expect(world.taken).toMatchObject([{ content: { source: 'anybody' } }]);
  });

  it.each(['mon.example.com', 'Nagios@mon.example.com'])('is taken from %s', async (from) => {
    const world = await opened({ settings: () => ({ open: true, from: [from] }) });

    expect(await send(await client(world))).toBe('250 Stored');
  });
});

describe('a mail is refused', () => {
  it('with a strange password', async () => {
    const smtp = await client(await opened());

    expect(await smtp.say(plain('stranger'))).toMatch(/^535 This password is no key/);
  });

  it('without a login', async () => {
    const world = await opened();

    expect(await send(await client(world))).toMatch(/^530 Log in with the ingest key/);
    expect(world.taken).toEqual([]);
  });

  it.each(['example.com', 'mon.example.com.evil.example', 'ann@mon.example.com'])(
    'where only mail from %s is taken',
    async (from) => {
      const world = await opened({ settings: () => ({ open: true, from: [from] }) });

      expect(await send(await client(world))).toMatch(/^550 No mail is taken from this address/);
    },
  );

  it.each<readonly [string, string, readonly string[]]>([
    ['that says nothing', '550 This is nothing that a mail program sends', ['', '']],
    [
      'that is too large',
      '552 The mail is larger than 1 MiB',
      [...MAIL, ...Array.from({ length: 1_100 }, () => 'x'.repeat(1_000))],
    ],
    [
      'that is in more parts than anybody sends',
      '550 This is no mail that can be read.',
      ['Content-Type: multipart/mixed; boundary=b', '', ...Array(2_000).fill('--b\r\n\r\nx')],
    ],
  ])('%s', async (_, answer, lines) => {
    const world = await opened();
    const smtp = await client(world);
    await smtp.say(plain(KEY));

    expect(await send(smtp, lines)).toContain(answer);
    expect(world.taken).toEqual([]);
  });

  it.each<readonly [string, Error, string, readonly string[]]>([
    [
      'where it cannot be stored',
      new MailFault(451, 'It cannot be stored now. Please send it again later.'),
      '451 It cannot be stored now. Please send it again later.',
      [],
    ],
    [
      'where something is wrong with us',
      new Error('a secret'),
      '451 Something went wrong on our side; it is in the log.',
      ['a mail was not taken'],
    ],
  ])('for now %s', async (_, error, answer, logged) => {
    const world = await opened({ takeIn: () => Promise.reject(error) });
    const smtp = await client(world);
    await smtp.say(plain(KEY));

    expect(await send(smtp)).toBe(answer);
    expect(world.logged).toEqual(['mail is taken in', ...logged]);
  });
});

describe('the door', () => {
  it('moves with the configuration', async () => {
    const { door } = await opened();
    const before = door.port;

    await door.listen(PLACE);
    expect(door.port).toBe(before);
    await door.listen({ host: '127.0.0.2', port: 0 });
    expect(door.port).not.toBe(before);
    await door.listen(null);
    expect(door.port).toBeNull();
  });

  it('says that its place is taken, and may be opened elsewhere then', async () => {
    const [one, other] = [await opened(), await opened()];

    await expect(
      other.door.listen({ host: '127.0.0.1', port: one.door.port ?? 0 }),
    ).rejects.toThrow('EADDRINUSE');
    await other.door.listen(PLACE);

    expect(other.door.port).not.toBeNull();
  });

  it('outlives a client that goes away in the middle', async () => {
    const world = await opened();
    const gone = await client(world);
    await gone.say(plain(KEY));
    gone.tell('MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA', 'half a m');
    gone.close();

    const smtp = await client(world);
    await smtp.say(plain(KEY));

    expect(await send(smtp)).toBe('250 Stored');
    expect(world.taken).toHaveLength(1);
  });
});
