/** Events as an SDK sends them, made up so that their size and their groups are known. */

/** What kind of events a load has. */
export interface Events {
  /** How large one is before it is packed, in bytes, roughly. */
  readonly size: number;
  /** How many bugs they come from. */
  readonly bugs: number;
  /** How many users they strike. */
  readonly users: number;
  /** Tells these bugs from those of other measurements. */
  readonly name: string;
}

const CONTEXT = 5;
const FRAME_BYTES = 1_000;
const OTHER_BYTES = 800;
const LIBRARY_FRAMES = 6;

/** The n-th event, as one item of an envelope would carry it. */
export function eventOf({ size, bugs, users, name }: Events, n: number): object {
  const bug = n % bugs;
  const frames = Math.max(1, Math.round((size - OTHER_BYTES) / FRAME_BYTES));
  return {
    event_id: idOf(name, n),
    timestamp: new Date().toISOString(),
    platform: 'python',
    level: 'error',
    environment: 'production',
    release: 'shop@1.4.2',
    server_name: `web-${n % 8}`,
    transaction: '/checkout/pay/',
    logger: 'django.request',
    sdk: { name: 'sentry.python.django', version: '2.68.0' },
    user: { id: String(n % users) },
    tags: { browser: n % 3 === 0 ? 'Safari 17' : 'Firefox 130', region: 'eu' },
    request: {
      method: 'POST',
      url: 'https://shop.example.com/checkout/pay/',
      headers: { Host: 'shop.example.com' },
    },
    exception: {
      values: [
        {
          type: `${name}Error${bug}`,
          value: `no price for product ${n}`,
          mechanism: { type: 'django', handled: false },
          stacktrace: {
            frames: Array.from({ length: frames }, (_, at) => frameOf(bug, frames - 1 - at)),
          },
        },
      ],
    },
  };
}

/** The innermost frames are the program's own, the others a library's. */
function frameOf(bug: number, depth: number): object {
  const own = depth < 3 || depth > LIBRARY_FRAMES * 3;
  const path = own
    ? `/srv/shop/checkout/part${depth}.py`
    : `/usr/lib/python3/dist-packages/django/part${depth}.py`;
  const line = (at: number) =>
    `        value_${at} = self.compute(request, cart, depth=${depth}, bug=${bug})`;
  return {
    filename: path.slice(path.indexOf('/', 5) + 1),
    abs_path: path,
    module: own ? `checkout.part${depth}` : `django.part${depth}`,
    function: `step_${depth}_of_${bug}`,
    lineno: 40 + depth,
    in_app: own,
    pre_context: Array.from({ length: CONTEXT }, (_, at) => line(at)),
    context_line: line(CONTEXT),
    post_context: Array.from({ length: CONTEXT }, (_, at) => line(CONTEXT + 1 + at)),
    vars: { request: '<WSGIRequest: POST /checkout/pay/>', cart: '<Cart: 3 items>' },
  };
}

const ID_DIGITS = 32;

function idOf(name: string, n: number): string {
  const hex = Buffer.from(`${name}-${n}`).toString('hex');
  return hex.slice(-ID_DIGITS).padStart(ID_DIGITS, '0');
}
