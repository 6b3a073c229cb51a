import { sign } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { days } from '../../src/domain/time.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { Visit } from '../../src/http/signatures/visit.ts';
import { withIntake } from '../../src/http/take-in.ts';
import { webhooks } from '../../src/http/webhooks.ts';
import { certified } from './certificate.ts';
import { HttpWorld, INGEST_KEY, START } from './http-world.ts';

const HOST = 'https://sns.eu-central-1.amazonaws.com';
const CERTIFICATE = `${HOST}/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem`;
const CONFIRM = `${HOST}/?Action=ConfirmSubscription&TopicArn=arn:x&Token=2336`;
const amazon = certified(new Date(START - days(1)), new Date(START + days(1)));
const stranger = certified(new Date(START - days(1)), new Date(START + days(1)));

type Fields = Readonly<Record<string, string>>;

const notification: Fields = {
  Type: 'Notification',
  MessageId: '22b80b92',
  TopicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms',
  Subject: 'ALARM',
  Message: JSON.stringify({ AlarmName: 'shop-5xx', NewStateValue: 'ALARM' }),
  Timestamp: '2026-02-10T14:02:03.447Z',
  SignatureVersion: '2',
  SigningCertURL: CERTIFICATE,
};
const { Subject: _, ...plain } = notification;
const subscription: Fields = {
  ...plain,
  Type: 'SubscriptionConfirmation',
  Token: '2336',
  SubscribeURL: CONFIRM,
};

const NOTIFIED = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMED = 'Message MessageId SubscribeURL Timestamp Token TopicArn Type'.split(' ');

/** As SNS signs: the names and values of the signed fields, each on a line. */
function signed(message: Fields, key = amazon.key): Fields {
  const names = message['Type'] === 'Notification' ? NOTIFIED : CONFIRMED;
  const text = names
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
  const hash = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...message, Signature: sign(hash, Buffer.from(text), key).toString('base64') };
}

/** The doors, with a pretended internet in which only the certificate's address and the confirmation answer. */
class SnsWorld {
  readonly visited: string[] = [];
  readonly #app: FastifyInstance;
  isReachable = true;
  isDeafAt = '';
  world: HttpWorld;

  constructor(certificate = amazon.pem) {
    let deps: HttpDeps | undefined;
    this.world = new HttpWorld((given) => {
      deps = given;
      return given;
    });
    if (!deps) throw new Error('The doors were not built.');
    const visit: Visit = async (address) => {
      this.visited.push(address);
      if (!this.isReachable || address === this.isDeafAt) throw new Error('unreachable');
      return address === CERTIFICATE ? certificate : '<ConfirmSubscriptionResponse/>';
    };
    this.#app = Fastify();
    webhooks(this.#app, withIntake(deps), visit);
  }

  async post(body: unknown, url = `/hooks/cloudwatch?key=${INGEST_KEY}`) {
    const headers = { 'content-type': 'text/plain; charset=UTF-8' };
    const payload = JSON.stringify(body);
    return this.#app.inject({ method: 'POST', url, headers, payload });
  }
}

describe('a message of SNS', () => {
  it.each(['1', '2'])('with a signature of version %s is taken', async (SignatureVersion) => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed({ ...notification, SignatureVersion }));

    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(sns.world.taken[0]?.[0]?.content.title).toBe('shop-5xx');
  });

  it('without a subject is taken', async () => {
    expect((await new SnsWorld().post(signed(plain))).statusCode).toBe(202);
  });

  it('is checked in a list as well', async () => {
    const sns = new SnsWorld();

    const forged = await sns.post([signed(notification), signed(notification, stranger.key)]);
    const genuine = await sns.post([signed(notification)]);

    expect(forged.statusCode).toBe(401);
    expect(genuine.statusCode).toBe(202);
  });

  it('has its certificate fetched once', async () => {
    const sns = new SnsWorld();

    await sns.post(signed(notification));
    await sns.post(signed({ ...notification, MessageId: 'another' }));

    expect(sns.visited).toEqual([CERTIFICATE]);
  });

  it.each<readonly [string, Fields]>([
    ['another wrote', signed(notification, stranger.key)],
    ['was changed', { ...signed(notification), Message: '{"AlarmName": "another"}' }],
    ['has the signature of another version', { ...signed(notification), SignatureVersion: '1' }],
    ['has a version that nobody knows', { ...signed(notification), SignatureVersion: 'toString' }],
    ['has a signature that is none', { ...notification, Signature: 'EXAMPLE' }],
    ['has no signature', notification],
  ])('is refused where it %s', async (_, body) => {
    const sns = new SnsWorld();

    const answer = await sns.post(body);

    expect(answer.statusCode).toBe(401);
    expect(answer.json().error.message).toBe(
      'This is no genuine message of Amazon SNS. Its signature does not fit the message.',
    );
    expect(sns.world.taken).toEqual([]);
  });

  it.each([
    'http://sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com.example.com/a.pem',
    'https://example.com/sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com@example.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/a.pem',
    'https://sns.eu-central-1.amazonaws.org/a.pem',
    'https://my-bucket.s3.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com/?Action=GetCertificate&a.pem',
    'https://169.254.169.254/latest/meta-data/a.pem',
    'no address',
  ])('is refused with a certificate at %s, where nobody looks', async (SigningCertURL) => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed({ ...notification, SigningCertURL }));

    expect(answer.statusCode).toBe(401);
    expect(answer.json().error.message).toContain('"SigningCertURL" is no address of Amazon SNS.');
    expect(sns.visited).toEqual([]);
  });

  it('is refused where the certificate has expired', async () => {
    const old = certified(new Date(START - days(9)), new Date(START - days(8)));

    const answer = await new SnsWorld(old.pem).post(signed(notification, old.key));

    expect(answer.statusCode).toBe(401);
  });

  it('may come again later where the certificate cannot be had', async () => {
    const sns = new SnsWorld();
    sns.isReachable = false;
    const answer = await sns.post(signed(notification));
    sns.isReachable = true;

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.json().error.message).toContain(
      'The certificate of this SNS message cannot be had now. Please send it again later.',
    );
    expect((await sns.post(signed(notification))).statusCode).toBe(202);
  });

  it('needs the key as well, since everybody may write with SNS', async () => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed(notification), '/hooks/cloudwatch?key=wrong');

    expect(answer.statusCode).toBe(401);
    expect(sns.visited).toEqual([]);
  });

  it('that comes without its envelope needs the key only', async () => {
    const answer = await new SnsWorld().post({ AlarmName: 'shop-5xx', NewStateValue: 'ALARM' });

    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
  });
});

describe('a subscription', () => {
  it('is confirmed where SNS asks for it', async () => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed(subscription));

    expect(answer.json()).toMatchObject({
      accepted: 0,
      notes: [{ note: expect.stringContaining('is confirmed') }],
    });
    expect(sns.visited).toEqual([CERTIFICATE, CONFIRM]);
  });

  it('is not confirmed where SNS did not sign', async () => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed(subscription, stranger.key));

    expect(answer.statusCode).toBe(401);
    expect(sns.visited).toEqual([CERTIFICATE]);
  });

  it.each([
    'https://example.com/?Action=ConfirmSubscription',
    'http://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
    'https://sns.eu-central-1.amazonaws.com/?Action=DeleteTopic',
  ])('is never confirmed at %s', async (SubscribeURL) => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed({ ...subscription, SubscribeURL }));

    expect(answer.statusCode).toBe(401);
    expect(answer.json().error.message).toContain(
      '"SubscribeURL" is no address where SNS confirms.',
    );
    expect(sns.visited).toEqual([CERTIFICATE]);
  });

  it('is asked for again where it cannot be confirmed now', async () => {
    const sns = new SnsWorld();
    sns.isDeafAt = CONFIRM;

    const answer = await sns.post(signed(subscription));

    expect(answer.statusCode).toBe(503);
    expect(answer.json().error.message).toBe(
      'The subscription cannot be confirmed now. Please send it again later.',
    );
  });

  it('that ends is told, and nothing is visited but the certificate', async () => {
    const sns = new SnsWorld();

    const answer = await sns.post(signed({ ...subscription, Type: 'UnsubscribeConfirmation' }));

    expect(answer.json()).toMatchObject({
      accepted: 0,
      notes: [{ note: expect.stringContaining('has ended') }],
    });
    expect(sns.visited).toEqual([CERTIFICATE]);
  });
});
