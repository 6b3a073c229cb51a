import { verify, type X509Certificate } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';

/** What Amazon SNS posts: https://docs.aws.amazon.com/sns/latest/dg/http-subscription-confirmation-json.html. */
export type SnsMessage = Readonly<Record<string, unknown>>;

const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
} as const;

/** The messages of SNS in a body; none: it is what somebody published, delivered without an envelope. */
export function snsMessagesIn(body: unknown): readonly SnsMessage[] {
  const entries: readonly unknown[] = Array.isArray(body) ? body : [body];
  return entries.filter(isMessage);
}

function isMessage(entry: unknown): entry is SnsMessage {
  if (typeof entry !== 'object' || entry === null) return false;
  return signedFieldsOf(entry as SnsMessage) !== undefined;
}

function signedFieldsOf(message: SnsMessage): readonly string[] | undefined {
  const type = textOf(message, 'Type');
  if (type === 'Notification') return SIGNED.Notification;
  const isConfirmation = type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation';
  return isConfirmation ? SIGNED.SubscriptionConfirmation : undefined;
}

/** The text of a field; undefined where there is none. */
export function textOf(message: SnsMessage, name: string): string | undefined {
  const value = Object.hasOwn(message, name) ? message[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const HOST = /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/;

/** The address where it is one of SNS itself, over https; nothing else may be visited. */
function snsAddress(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' || !HOST.test(url.hostname)) return null;
  return url.port === '' && url.username === '' && url.password === '' ? url : null;
}

/** Where the certificate of a message is; null: not where SNS has its own. */
export function certificateAddress(message: SnsMessage): string | null {
  const url = snsAddress(textOf(message, 'SigningCertURL'));
  return url?.search === '' && /^\/[\w-]+\.pem$/.test(url.pathname) ? url.href : null;
}

/** Where the subscription is confirmed; null: not at SNS, or something else would happen there. */
export function confirmationAddress(message: SnsMessage): string | null {
  if (textOf(message, 'Type') !== 'SubscriptionConfirmation') return null;
  const url = snsAddress(textOf(message, 'SubscribeURL'));
  return url?.searchParams.get('Action') === 'ConfirmSubscription' ? url.href : null;
}

/** The hash of each signature version: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['1', 'sha1'],
  ['2', 'sha256'],
]);

/** Whether the certificate holds now and its key signed the message. */
export function isSignedBy(message: SnsMessage, certificate: X509Certificate, now: Instant) {
  const hash = HASHES.get(textOf(message, 'SignatureVersion') ?? '');
  const signature = textOf(message, 'Signature');
  if (hash === undefined || signature === undefined || !holds(certificate, now)) return false;
  const bytes = Buffer.from(textToSign(message));
  return verify(hash, bytes, certificate.publicKey, Buffer.from(signature, 'base64'));
}

function holds({ validFrom, validTo }: X509Certificate, now: Instant): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

/** The signed fields that there are, each name and value on a line of its own. */
function textToSign(message: SnsMessage): string {
  const lines = (signedFieldsOf(message) ?? []).map((name) => {
    const value = textOf(message, name);
    return value === undefined ? '' : `${name}\n${value}\n`;
  });
  return lines.join('');
}
