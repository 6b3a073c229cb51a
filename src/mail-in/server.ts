import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { MailSettings } from '../config/settings.ts';
import type { Log } from '../log.ts';
import type { Origin, Parsed } from '../sources/source.ts';
import { MailFault, notTaken } from './faults.ts';
import { type MailSource, receive, SIZE_LIMIT } from './receive.ts';

/** What the listener needs of the rest of the program. */
export interface MailDeps {
  readonly settings: () => Pick<MailSettings, 'open' | 'from'>;
  readonly source: MailSource;
  /** Who has this key; undefined: nobody. */
  senderWithKey(key: string): Origin | undefined;
  /** Who sends where nobody has to say who they are. */
  anybody(): Origin;
  /** The same with what the source needs to know of what arrives now. */
  arriving(origin: Origin): Origin;
  /** Stores what was understood; throws a `MailFault` where that is not possible now. */
  takeIn(origin: Origin, parsed: Parsed): Promise<void>;
  readonly log: Log;
}

/** An SMTP server that takes mail in, and sends none: https://www.rfc-editor.org/rfc/rfc5321. */
export function smtpServer(deps: MailDeps): SMTPServer {
  const senders = new WeakMap<SMTPServerSession, Origin>();
  const senderOf = (session: SMTPServerSession) =>
    senders.get(session) ?? (deps.settings().open ? deps.anybody() : undefined);
  const server = new SMTPServer({
    ...{ name: 'quell', banner: 'Quell', logger: false, disableReverseLookup: true },
    ...{ size: SIZE_LIMIT, maxClients: 100, socketTimeout: 60_000, closeTimeout: 3_000 },
    // There is no certificate: it listens beside the programs that send, or behind a mail server that has one.
    ...{ disabledCommands: ['STARTTLS'], authMethods: ['PLAIN', 'LOGIN'], allowInsecureAuth: true },
    // Said by ourselves, since the configuration may change while it listens.
    authOptional: true,
    onAuth({ username, password }, session, callback) {
      const sender = deps.senderWithKey(password ?? '');
      if (!sender) return callback(notTaken(535, STRANGER));
      senders.set(session, sender);
      callback(null, { user: username || 'mail' });
    },
    onMailFrom({ address }, session, callback) {
      if (!senderOf(session)) return callback(notTaken(530, WITHOUT_KEY));
      callback(isTakenFrom(address, deps.settings().from) ? null : notTaken(550, NOT_FROM));
    },
    onData(stream, session, callback) {
      const sender = senderOf(session);
      if (!sender) return callback(notTaken(530, WITHOUT_KEY));
      receive(deps, { stream, envelope: session.envelope, sender }).then(
        () => callback(null, 'Stored'),
        (error: unknown) => callback(answerTo(error, deps.log)),
      );
    },
  });
  // A client that goes away in the middle is no fault of ours.
  server.on('error', (error) => deps.log.debug({ error }, 'a connection for mail failed'));
  return server;
}

const STRANGER =
  'This password is no key: use the ingest key, or that of a source of the type mail.';
const WITHOUT_KEY = 'Log in with the ingest key as the password, or set "mail.open" in quell.yml.';
const NOT_FROM =
  'No mail is taken from this address: "mail.from" in quell.yml names those that may.';

function isTakenFrom(address: string, allowed: readonly string[]): boolean {
  const sender = address.toLowerCase();
  const isOne = (each: string) => sender === each || sender.endsWith(`@${each}`);
  return allowed.length === 0 || allowed.some((each) => isOne(each.toLowerCase()));
}

function answerTo(error: unknown, log: Log): Error {
  if (error instanceof MailFault) return error;
  log.error({ error }, 'a mail was not taken');
  return notTaken(451, 'Something went wrong on our side; it is in the log.');
}

/** The port that a server got. */
export function portOf({ server }: SMTPServer): number {
  const address = server.address();
  // What listens on a port has an address with a port.
  return (address as AddressInfo).port;
}
