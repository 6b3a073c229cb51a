import { type ParsedMail, simpleParser } from 'mailparser';
import type { SMTPServerDataStream, SMTPServerEnvelope } from 'smtp-server';
import { type Origin, type Parsed, PayloadRejected } from '../sources/source.ts';
import { MailFault, notTaken } from './faults.ts';

/** The largest mail in bytes. */
export const SIZE_LIMIT = 1024 * 1024;

/** What understands a mail. */
export interface MailSource {
  parse(payload: unknown, origin: Origin): Parsed;
}

interface Received {
  readonly stream: SMTPServerDataStream;
  readonly envelope: SMTPServerEnvelope;
  readonly sender: Origin;
}

interface ReceiveDeps {
  readonly source: MailSource;
  arriving(origin: Origin): Origin;
  takeIn(origin: Origin, parsed: Parsed): Promise<void>;
}

/** Takes a mail in; resolves once it is stored. */
export async function receive(
  deps: ReceiveDeps,
  { stream, envelope, sender }: Received,
): Promise<void> {
  const bytes = await bytesOf(stream);
  const payload = payloadOf(await parsedMail(bytes), envelope);
  const parsed = understood(deps.source, payload, deps.arriving(sender));
  await deps.takeIn(sender, parsed);
}

/** All of it is read, also what is too much, since the client hears no answer before. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (!stream.sizeExceeded) return Buffer.concat(chunks);
  throw notTaken(552, 'The mail is larger than 1 MiB; send it without attachments.');
}

async function parsedMail(bytes: Buffer): Promise<ParsedMail> {
  // What pages show, the source finds out by itself, and pictures nobody sees.
  const nothingMore = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true };
  try {
    return await simpleParser(bytes, { ...nothingMore, skipTextLinks: true });
  } catch (cause) {
    throw new MailFault(550, 'This is no mail that can be read.', cause);
  }
}

/** As the source of the type `mail` reads it. The envelope says who got it: headers may name a list, or others. */
function payloadOf(mail: ParsedMail, { mailFrom, rcptTo }: SMTPServerEnvelope) {
  return {
    from: mail.from?.text ?? (mailFrom ? mailFrom.address : ''),
    to: rcptTo.map(({ address }) => address).join(', '),
    subject: mail.subject ?? '',
    date: mail.date?.toISOString() ?? '',
    message_id: mail.messageId ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
  };
}

function understood(source: MailSource, payload: unknown, origin: Origin): Parsed {
  try {
    return source.parse(payload, origin);
  } catch (error) {
    if (error instanceof PayloadRejected) throw notTaken(550, error.message);
    throw error;
  }
}
