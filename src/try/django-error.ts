import { duration } from '../domain/time.ts';
import type { Example, Step } from './example.ts';
import { pythonEvent, type Raised, releaseAt } from './python-event.ts';

const EVENTS = 120;
const EVERY = 100;

const RAISED: Omit<Raised, 'release'> = {
  type: 'KeyError',
  value: "'vat_rate'",
  url: 'https://shop.example.com/checkout/pay',
  calls: [
    [
      'shop/checkout/views.py',
      84,
      'pay',
      [
        '    cart = Cart.of(request.user)',
        '    with transaction.atomic():',
        '        order = Order.place(cart, total(cart))',
        '    return redirect(order)',
      ],
    ],
    [
      'shop/checkout/prices.py',
      31,
      'total',
      [
        'def total(cart):',
        '    net = sum(line.price for line in cart.lines)',
        '    return net * (1 + cart.country["vat_rate"])',
        '',
      ],
    ],
  ],
  crumbs: [
    ['query', 'SELECT … FROM shop_cart WHERE user_id = %s'],
    ['query', 'SELECT … FROM shop_country WHERE code = %s'],
    ['shop.checkout', 'CH has no rate of its own'],
  ],
};

/** One error of a Django project that strikes many users: its card has the stack, how often it comes, and whom it strikes. */
export const djangoError: Example = {
  name: 'django-error',
  mark: 'error',
  title: "KeyError: 'vat_rate'",
  about: `Sentry SDK, ${EVENTS} events of one error`,
  unit: 'event',
  steps(begin) {
    const raised = { ...RAISED, release: releaseAt(begin, 0) };
    return Array.from(
      { length: EVENTS },
      (_, nth): Step => ({
        after: duration(nth * EVERY),
        count: 1,
        make: (now) => pythonEvent(raised, nth, now),
      }),
    );
  },
  ends: () => [() => ({ kind: 'resolve-error', error: `${RAISED.type}: ${RAISED.value}` })],
};
