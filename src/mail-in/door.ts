import type { SMTPServer } from 'smtp-server';
import type { MailSettings } from '../config/settings.ts';
import { type MailDeps, portOf, smtpServer } from './server.ts';

type Place = Pick<MailSettings, 'host' | 'port'>;

/** Listens for mail where the configuration says. */
export class MailDoor {
  readonly #deps: MailDeps;
  #open: { readonly place: Place; readonly server: SMTPServer } | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(deps: MailDeps) {
    this.#deps = deps;
  }

  /** The port that it got; null: it does not listen. */
  get port(): number | null {
    return this.#open && portOf(this.#open.server);
  }

  /** Listens at this place from now on, and nowhere else; null: nowhere. Rejects where that is not possible. */
  listen(place: Place | null): Promise<void> {
    return this.#afterTheLast(() => this.#listen(place));
  }

  /** Ends once the mails in hand are stored. */
  close(): Promise<void> {
    return this.listen(null);
  }

  /** The configuration may change again before the door has moved. */
  #afterTheLast(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work, work);
    // Who asked hears of a failure; the next one begins for all that.
    this.#last = done.catch(() => {});
    return done;
  }

  async #listen(place: Place | null): Promise<void> {
    const open = this.#open;
    if (open && place && open.place.host === place.host && open.place.port === place.port) return;
    this.#open = null;
    if (open) await new Promise<void>((resolve) => open.server.close(resolve));
    if (!place) return;
    const server = smtpServer(this.#deps);
    await listening(server, place);
    this.#open = { place, server };
    this.#deps.log.info({ host: place.host, port: portOf(server) }, 'mail is taken in');
  }
}

function listening(server: SMTPServer, { host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
}
