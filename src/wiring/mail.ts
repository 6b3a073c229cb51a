import type { SourceSettings } from '../config/settings.ts';
import type { HttpDeps } from '../http/deps.ts';
import { HttpFault } from '../http/faults.ts';
import { senderWithKey } from '../http/key-sender.ts';
import { arriving, originOf } from '../http/origin.ts';
import type { IntakeDeps } from '../http/take-in.ts';
import { MailDoor } from '../mail-in/door.ts';
import { MailFault } from '../mail-in/faults.ts';
import { mail } from '../sources/index.ts';
import type { Origin } from '../sources/source.ts';
import type { Parts, SharedParts } from './parts.ts';

/** The door for mail: who may come in and where it goes is as at the doors of HTTP. */
export function mailDoor({ settings, log }: Parts, deps: IntakeDeps): MailDoor {
  const configured = () => deps.configured().filter(({ type }) => type === mail.type);
  return new MailDoor({
    settings: () => settings.current().mail ?? CLOSED,
    source: mail,
    log,
    arriving: (origin) => arriving(origin, deps),
    senderWithKey: (key) => senderWithKey(deps, MAIL, key)?.origin,
    anybody: () => senderFrom(configured()[0], deps),
    async takeIn(origin, parsed) {
      const rate = configured().find(({ name }) => name === origin.name)?.rate ?? null;
      try {
        await deps.takeIn({ origin, rate }, parsed);
      } catch (error) {
        // Also of a rate that is used up it is true that it may be sent again later.
        if (error instanceof HttpFault) throw new MailFault(451, error.message, error);
        throw error;
      }
    },
  });
}

/** Mail is taken in where the configuration says, also after it changed; the function that it answers ends that. */
export function followMail(
  { settings, log }: Pick<Parts, 'settings' | 'log'>,
  door: MailDoor,
  { roles }: Pick<SharedParts, 'roles'>,
): () => void {
  if (!roles.includes('http')) return () => {};
  return settings.onChange(() => {
    const { mail } = settings.current();
    door.listen(mail).catch((error: unknown) => {
      log.error({ error, ...mail }, 'mail cannot be taken in where the configuration says');
    });
  });
}

/** Whose keys are taken. */
export const MAIL = { type: mail.type, source: mail, isReplaced: true } as const;

/** Mail that still comes while the configuration closes the door. */
const CLOSED = { open: false, from: [] } as const;

function senderFrom(settings: SourceSettings | undefined, deps: HttpDeps): Origin {
  if (settings) return originOf(settings, mail, deps.configured());
  return { name: mail.type, resolveTimeout: mail.resolveTimeout };
}
