import type { Alert } from '../domain/alert.ts';
import { alertOfError } from './errors/alert.ts';
import { bounded } from './errors/bounds.ts';
import { idOfName, madeId } from './errors/made-id.ts';
import { eventOfDjangoMail, isOfDjango } from './errors/python/django-mail.ts';
import { type ErrorMail, eventOfTraceback } from './errors/python/mail.ts';
import { SCRUB_ALL, scrubbed, withoutSecrets } from './errors/scrub.ts';
import { timeoutFrom } from './fields.ts';
import { notOf, parseEach } from './shared/each.ts';
import { plainText } from './shared/html-text.ts';
import { saysBad } from './shared/mail-end.ts';
import { severityOfMail, subjectOf } from './shared/mail-subject.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import type { Reading } from './shared/reading.ts';
import { alertFrom } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** A mail as JSON, which the SMTP listener makes of it: `from`, `to`, `subject`, `date`, `message_id`, `text` and `html`. */
export const mail: Source = oneIncidentAKey({
  type: 'mail',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'E-mail (Django, Nagios, Zabbix, cron and others)',
    steps: [
      'In quell.yml, set `mail: { port: 2525 }`: that port then takes mail by SMTP, and {url} takes mail as JSON.',
      'Have your program send its mail there, with {key} as the password; in Django: ADMINS, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD, and AdminEmailHandler in LOGGING.',
      'What stands before the @ of the recipient becomes the label mail_to; words such as CRITICAL, RESOLVED and OK in the subject tell how bad it is, and that it is over.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => [alertOf(entry, origin)]),
});

const LONGEST_BODY = 500_000;

function alertOf(entry: Reading, origin: Origin): Alert {
  const read = readMail(entry);
  if (read.subject === '' && read.text === '') throw notOf('a mail program', '"subject" or "text"');
  const event = isOfDjango(read) ? eventOfDjangoMail(read, origin) : eventOfTraceback(read, origin);
  if (event === null) return plainAlert(read, entry, origin);
  return alertOfError(scrubbed(bounded(event), origin.scrub ?? SCRUB_ALL), origin);
}

function readMail(entry: Reading): ErrorMail {
  const subject = entry.text('subject').replace(/\s+/g, ' ');
  const text = bodyOf(entry);
  const name = entry.text('message_id');
  return {
    subject,
    text,
    id: name === '' ? madeId({ subject, text: text.slice(0, 2_000) }) : idOfName(name),
    at: entry.time('date'),
    tags: { mail_to: recipientOf(entry) },
  };
}

/** The text; of a mail that has none, what its page shows. */
function bodyOf({ at }: Reading): string {
  const [text, html] = [at('text'), at('html')].map((value) =>
    typeof value === 'string' ? value.slice(0, LONGEST_BODY).replaceAll('\r\n', '\n') : '',
  );
  return text?.trim() ? text : plainText(html ?? '');
}

/** What stands before the `@` of the first recipient. */
function recipientOf({ text }: Reading): string {
  return /([\w.+-]{1,64})@/.exec(text('to'))?.[1]?.toLowerCase() ?? '';
}

/** The mail of a monitor or a person: an alert like others, over when a mail says so whose subject is alike. */
function plainAlert({ subject, text, tags, at }: ErrorMail, entry: Reading, origin: Origin): Alert {
  const first = firstLines(text);
  const rules = origin.scrub ?? SCRUB_ALL;
  // Before all else, since the key is made of it too.
  const clean = withoutSecrets(subject || (first.split('\n', 1)[0] ?? ''), rules);
  const { title, isOver, alike } = subjectOf(clean);
  const told = {
    status: isOver ? 'resolved' : 'firing',
    name: title,
    description: withoutSecrets(first, rules),
    severity: severityOfMail(subject, text),
    labels: tags,
    dedupKey: [senderOf(entry), tags['mail_to'], alike || title].join('/'),
    ...(isOver ? { endsAt: at } : { startsAt: at }),
  } as const;
  const alert = alertFrom(told, origin);
  return isOver && saysBad(subject) ? { ...alert, elseFires: true, ...timeoutFrom(origin) } : alert;
}

function senderOf({ text }: Reading): string {
  return /[\w.+-]{1,64}@[\w.-]{1,255}/.exec(text('from'))?.[0].toLowerCase() ?? '';
}

const MOST_LINES = 12;
const LONGEST = 1_000;

/** Without what is quoted, and without what a signature says. */
function firstLines(text: string): string {
  const lines = text.slice(0, 20_000).split('\n');
  const end = lines.findIndex((line) => /^-- ?$/.test(line));
  const own = lines.slice(0, end < 0 ? undefined : end).filter((line) => !line.startsWith('>'));
  const first = own.filter((line) => line.trim() !== '').slice(0, MOST_LINES);
  return first.join('\n').slice(0, LONGEST).trim();
}
