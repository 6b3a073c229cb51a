import { type Duration, type Instant, seconds } from '../domain/time.ts';
import type { Example, Making, Step } from './example.ts';
import { pythonEvent, type Raised, releaseAt } from './python-event.ts';

const RAISED: Omit<Raised, 'release'> = {
  type: 'TypeError',
  value: "unsupported operand type(s) for +: 'Decimal' and 'NoneType'",
  url: 'https://shop.example.com/cart/coupon',
  calls: [
    [
      'shop/cart/views.py',
      52,
      'add_coupon',
      ['    cart = Cart.of(request.user)', '    cart.discount += coupon.amount', '    cart.save()'],
    ],
  ],
  crumbs: [['query', 'SELECT … FROM shop_coupon WHERE code = %s']],
};
const ERROR = `${RAISED.type}: ${RAISED.value}`;

/** An error that was resolved comes back with the release after it. */
export const regression: Example = {
  name: 'regression',
  mark: 'error',
  title: 'A deploy brings an error back',
  about: 'Sentry SDK, a fix, a deploy',
  unit: 'event',
  steps: (begin) => [
    ...events(begin, 0, seconds(0)),
    told(seconds(5), () => ({ kind: 'resolve-error', error: ERROR })),
    told(seconds(8), () => ({ kind: 'deploy', error: ERROR, release: releaseAt(begin, 1) })),
    ...events(begin, 1, seconds(11)),
  ],
  ends: () => [() => ({ kind: 'resolve-error', error: ERROR })],
};

const EVENTS = 6;

/** Some events of the release with this last number, from then on. */
function events(begin: Instant, patch: number, from: Duration): readonly Step[] {
  const raised = { ...RAISED, release: releaseAt(begin, patch) };
  return Array.from({ length: EVENTS }, (_, index) => ({
    after: seconds(from / 1_000 + index / 2),
    count: 1,
    make: (now) => pythonEvent(raised, patch * EVENTS + index, now),
  }));
}

function told(after: Duration, make: Making): Step {
  return { after, count: 0, make };
}
