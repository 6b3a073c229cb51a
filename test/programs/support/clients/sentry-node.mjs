// What a program does with the newest @sentry/node, unchanged: argv is its DSN and what it does.
import * as Sentry from '@sentry/node';

const [dsn, ...doings] = process.argv.slice(2);
Sentry.init({
  dsn,
  release: 'shop@1.4.2',
  environment: 'production',
  serverName: 'web-1',
  tracesSampleRate: 1,
});
Sentry.setUser({ id: '7', email: 'jane@example.com', username: 'jane' });
Sentry.setTag('tenant', 'acme');

function price(order) {
  const prices = { a: { amount: 1 } };
  return prices[`order-${order}`].amount;
}

const DOINGS = {
  error: () => {
    try {
      price(5);
    } catch (error) {
      return Sentry.captureException(error);
    }
  },
  chained: () => {
    try {
      price(5);
    } catch (cause) {
      return Sentry.captureException(new Error('could not price the order', { cause }));
    }
  },
  message: () => Sentry.captureMessage('nightly import skipped 12 rows', 'warning'),
  secret: () =>
    Sentry.captureException(new Error('login failed'), {
      extra: { form: { user: 'jane', password: 'geheim-in-extra' } },
    }),
  span: () => Sentry.startSpan({ name: 'GET /orders', op: 'http.server' }, () => {}),
  'job failed': () => {
    const checkInId = Sentry.captureCheckIn({ monitorSlug: 'nightly', status: 'in_progress' });
    return Sentry.captureCheckIn({ monitorSlug: 'nightly', status: 'error', checkInId });
  },
  feedback: () =>
    Sentry.captureFeedback({
      message: 'I could not pay.',
      name: 'Jane',
      associatedEventId: Sentry.lastEventId(),
    }),
};

const done = [];
for (const doing of doings) {
  done.push(DOINGS[doing]());
  await Sentry.flush(10_000);
}
process.stdout.write(JSON.stringify(done));
await Sentry.close(10_000);
