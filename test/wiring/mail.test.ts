import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { liveSettings } from '../../src/config/live.ts';
import { MailDoor } from '../../src/mail-in/door.ts';
import { mail } from '../../src/sources/index.ts';
import { followMail } from '../../src/wiring/mail.ts';
import { recordedLog } from '../config/log.ts';
import { settingsOf } from '../config/support.ts';

/** A port that another program has. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('a changed place for mail that is taken is said in the log', async () => {
  const { log, lines } = recordedLog();
  const settings = liveSettings(settingsOf(''), log);
  const door = new MailDoor({
    settings: () => ({ open: true, from: [] }),
    source: mail,
    senderWithKey: () => undefined,
    anybody: () => ({ name: 'anybody', resolveTimeout: null }),
    arriving: (origin) => origin,
    takeIn: async () => {},
    log,
  });
  onTestFinished(followMail({ settings, log }, door, { roles: ['http'] }));
  const port = await takenPort();

  settings.replace(settingsOf(`mail: {host: 127.0.0.1, port: ${port}}`));

  await expect
    .poll(() => lines.at(-1))
    .toMatchObject({
      level: 'error',
      text: 'mail cannot be taken in where the configuration says',
      fields: { port, error: { code: 'EADDRINUSE' } },
    });
});
