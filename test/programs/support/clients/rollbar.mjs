// What a shop does with Rollbar's own notifier, unchanged: argv is the endpoint, the access token and what goes wrong.
import Rollbar from 'rollbar';

const [endpoint, accessToken, wrong] = process.argv.slice(2);
const rollbar = new Rollbar({
  ...{ endpoint, accessToken, environment: 'production', codeVersion: '1.4.2', host: 'web-1' },
  ...{ captureUncaught: true, captureUnhandledRejections: true, captureIp: true },
  exitOnUncaughtException: true,
});

const prices = { 'order-1': 10 };

function price(order) {
  const found = prices[`order-${order}`];
  if (found === undefined) throw new RangeError(`no price for order ${order}`);
  return found;
}

function total(order) {
  const net = price(order);
  return net * 1.19;
}

function quantity(text) {
  try {
    return JSON.parse(text).quantity;
  } catch (cause) {
    throw new Error('could not parse quantity', { cause });
  }
}

/** As Express has it. */
const request = {
  method: 'POST',
  url: '/pay?order=7&token=t0ken',
  protocol: 'https',
  ip: '192.0.2.7',
  headers: {
    host: 'shop.example.com',
    cookie: 'sessionid=s3cret',
    authorization: 'Bearer s3cret',
    'user-agent': 'curl/8',
  },
  body: { sku: 'X9', password: 'hunter2' },
  query: { order: '7', token: 't0ken' },
  route: { path: '/pay' },
};
const person = { id: 'u-17', username: 'ann', email: 'ann@example.com' };

const WRONG = {
  uncaught: () => void setTimeout(() => total(5), 10),
  rejection: () => void Promise.reject(new TypeError('nobody waits for it')),
  handled() {
    try {
      total(7);
    } catch (error) {
      rollbar.error(error, request, { cart: { items: 3 }, password: 'hunter2' });
    }
  },
  chain() {
    try {
      quantity('ten');
    } catch (error) {
      rollbar.error('the import failed', error);
    }
  },
  message() {
    const custom = { order_id: 11, api_key: 's3cret', deep: { password: 'x', list: [1, 2] } };
    rollbar.warning('payment gateway timeout for order 11', custom);
  },
  person() {
    const payload = { person, context: 'cart#checkout', fingerprint: 'cart-is-empty' };
    rollbar.configure({ payload: { ...payload, custom: { region: 'eu' } } });
    rollbar.critical(new Error('the cart is empty'));
  },
  nobody() {
    rollbar.error('as a stranger', (error) => process.stdout.write(error?.message ?? 'taken'));
  },
};

WRONG[wrong]();
