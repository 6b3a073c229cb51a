import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeWith, PYTHON, SENTRY_OF_PYTHON } from './support/debian.ts';
import { run, startProgram } from './support/program.ts';
import { connectedTo, type Quell, startQuell } from './support/quell.ts';

const DJANGO = '/usr/lib/python3/dist-packages/django';

const EXAMPLE = resolve('examples/django');
const KEY = 'shopkey0123456789';
/** Python writes what it compiled beside the source otherwise. */
const PYTHON_ENV = { PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: EXAMPLE };

/** As `manage.py runserver` does, on a free port, which that cannot tell. */
const SERVER = `
from wsgiref.simple_server import make_server
from shop.wsgi import application
server = make_server("127.0.0.1", 0, application)
print("Serving http://127.0.0.1:%d" % server.server_port, flush=True)
server.serve_forever()
`;

/** Programs of three authors start, on a machine that may be busy. */
const TIMEOUT_MS = 180_000;

/** An error group as the REST API shows it, as far as it is looked at here. */
interface ShownError {
  readonly title: string;
  readonly type: string;
  readonly events: number;
  readonly users: number;
  readonly incident: number | null;
}

interface Shop {
  /** Opens a page; answers its status. */
  open(path: string): Promise<number>;
}

const bySdk = (quell: Quell) => ({ QUELL_DSN: `http://${KEY}@${new URL(quell.url).host}/7` });
const byLogging = (quell: Quell) => ({
  QUELL_LOG_URL: `${quell.url}/hooks/shop-logs`,
  QUELL_LOG_KEY: KEY,
});

async function startedQuell() {
  const folder = temporaryFolder();
  copyFileSync(join(EXAMPLE, 'quell.yml'), join(folder, 'quell.yml'));
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const quell = await startQuell({ folder, slack: { ...connectedTo(sandbox), SHOP_KEY: KEY } });
  onTestFinished(async () => void (await quell.stop()));
  const cards = () => sandbox.channel('#alerts').messages();
  return { quell, cards, folder };
}

async function startedShop(env: Readonly<Record<string, string>>): Promise<Shop> {
  const running = await startProgram(PYTHON, {
    args: ['-c', SERVER],
    env: { ...PYTHON_ENV, ...env },
    cwd: EXAMPLE,
    ready: /Serving (http:\S+)/,
  });
  onTestFinished(async () => void (await running.stop()));
  return { open: async (path) => (await fetch(`${running.ready[1]}${path}`)).status };
}

async function errorsOf(quell: Quell): Promise<readonly ShownError[]> {
  const { errors } = await quell.get<{ readonly errors: readonly ShownError[] }>('/api/v1/errors');
  return errors;
}

/** Looks again until it holds: SDKs send when they see fit. */
function eventually(look: () => Promise<void>): Promise<void> {
  return vi.waitFor(look, { timeout: 40_000, interval: 50 });
}

describeWith([DJANGO, SENTRY_OF_PYTHON], 'the Django example', () => {
  it('has one card for one error, and none for what nobody wants to see', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { quell, cards } = await startedQuell();
    const shop = await startedShop(bySdk(quell));

    expect(await shop.open('/ok/')).toBe(200);
    expect(await shop.open('/minor/')).toBe(500);
    expect(await shop.open('/cart/?quantity=many')).toBe(500);
    expect(await shop.open('/orders/5/?user=ann')).toBe(500);
    expect(await shop.open('/orders/6/?user=ben')).toBe(500);
    // What is sent in this order arrives in it, so that once this one is there so are those before it.
    expect(await shop.open('/stock/tea/')).toBe(200);

    await eventually(async () => {
      expect(await errorsOf(quell)).toMatchObject([
        { title: 'ZeroDivisionError: division by zero', events: 1 },
        { title: "KeyError: 'user_id'", events: 2, users: 2 },
      ]);
      expect(cards()).toHaveLength(2);
    });
    const [card] = cards();
    expect(card?.words).toContain("KeyError: 'user_id'");
    expect(card?.words).toContain('shop/pricing.py');
    expect(card?.words).toContain('shop@1.4.2');
  });

  it('counts a burst on one card', { timeout: TIMEOUT_MS }, async () => {
    const { quell, cards } = await startedQuell();
    const shop = await startedShop(bySdk(quell));

    expect(await shop.open('/burst/?times=30')).toBe(200);

    await eventually(async () => {
      expect(await errorsOf(quell)).toMatchObject([{ events: 30, users: 30, incident: 1 }]);
      expect(cards()).toHaveLength(1);
    });
  });

  it('groups what plain logging tells with what the SDK tells', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { quell, cards } = await startedQuell();
    const withSdk = await startedShop(bySdk(quell));
    const without = await startedShop(byLogging(quell));

    expect(await withSdk.open('/orders/5/?user=ann')).toBe(500);
    await eventually(async () => expect(cards()).toHaveLength(1));
    expect(await without.open('/minor/')).toBe(500);
    expect(await without.open('/orders/7/?user=cem')).toBe(500);

    await eventually(async () => {
      expect(await errorsOf(quell)).toMatchObject([
        { title: "KeyError: 'user_id'", events: 2, users: 2, incident: 1 },
      ]);
    });
    expect(cards()).toHaveLength(1);
  });

  it.each([
    ['the SDK', bySdk],
    ['plain logging', byLogging],
  ])('tells by %s of a command that fails', { timeout: TIMEOUT_MS }, async (_, environment) => {
    const { quell, cards, folder } = await startedQuell();
    const prices = join(folder, 'prices');
    writeFileSync(prices, 'tea=cheap\n');

    const said = await run(PYTHON, [join(EXAMPLE, 'manage.py'), 'import_prices', prices], {
      ...PYTHON_ENV,
      ...environment(quell),
    });

    expect(said.code).toBe(1);
    await eventually(async () => {
      expect(await errorsOf(quell)).toMatchObject([{ type: 'ValueError', events: 1 }]);
      expect(cards()).toHaveLength(1);
    });
  });
});

describeWith([DJANGO], 'the settings of the Django example', () => {
  it.each([
    ['with nothing to report to', {}],
    ['with logging alone', { QUELL_LOG_URL: 'http://127.0.0.1:9/hooks/x', QUELL_LOG_KEY: 'k' }],
  ])('are well %s', async (_, env) => {
    const said = await run(PYTHON, [join(EXAMPLE, 'manage.py'), 'check'], {
      ...PYTHON_ENV,
      ...env,
    });

    expect(said.code).toBe(0);
    expect(said.out).toContain('no issues');
  });
});
