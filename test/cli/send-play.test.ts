import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptedAt, acceptedIn } from '../../src/cli/bot/accepted.ts';
import { runCommandLine } from '../../src/cli/index.ts';
import { play } from '../../src/cli/send/play.ts';
import { told } from '../../src/cli/send/told.ts';
import { waitingIn } from '../../src/cli/try-it.ts';
import { systemClock } from '../../src/clock.ts';
import { between, type Duration } from '../../src/domain/time.ts';
import type { Example } from '../../src/try/example.ts';
import { EXAMPLES } from '../../src/try/index.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY } from '../http/http-world.ts';
import { simulatedClock } from '../support/clock.ts';
import { answering } from './answering.ts';

let world: HttpWorld;
let url: string;
beforeEach(async () => {
  world = new HttpWorld();
  world.advance(between(world.now, systemClock.now()));
  url = await world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await world.app.close();
});

async function quellSend(args: readonly string[], env: Record<string, string> = {}) {
  const said = { out: '', err: '' };
  const code = await runCommandLine(['send', ...args], {
    env: { QUELL_PUBLIC_URL: url, QUELL_INGEST_KEY: INGEST_KEY, ...env },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text.replaceAll('\n', ' ');
    },
  });
  return { code, ...said };
}

const taken = () => world.taken.flat();
const targetWith = (change: { key?: string; apiToken?: string | null }) => ({
  url,
  key: INGEST_KEY,
  apiToken: API_TOKEN,
  ...change,
});
function named(name: string): Example {
  const example = EXAMPLES.find((each) => each.name === name);
  if (!example) throw new Error(`There is no example ${name}.`);
  return example;
}

/** Plays in no time: a clock goes on as far as one waits. */
async function playAtOnce(example: Example, isEnd = false, isTerminal = false) {
  const clock = simulatedClock(world.now);
  const after = (wait: Duration, action: () => void) => {
    clock.advance(wait);
    action();
    return () => {};
  };
  let out = '';
  const console = {
    env: {},
    out(text: string) {
      out += text;
    },
    err() {},
  };
  await play(example, isEnd, { target: targetWith({}), clock, after, console, isTerminal });
  return out;
}

describe('quell send with an example', () => {
  it('sends it, says where to, and that it could say more', async () => {
    const { code, out, err } = await quellSend(['disk-full']);

    expect(out).toBe(`DiskFull on 9 hosts: sends 14 alerts to ${url}.
It was taken.
To see its card: /incident list in Slack, or send with QUELL_API_TOKEN set.
`);
    expect([code, err]).toEqual([0, '']);
    expect(taken()).toHaveLength(14);
  });

  it('says what became of it by the first of its alerts, not by those that joined', async () => {
    await quellSend(['disk-full']);
    const labels = taken().map(({ content }) => content.labels);
    const entry = (nth: number, text: string) => ({
      title: 'DiskFull',
      labels: labels[nth],
      incident: 1,
      text,
    });
    const entries = [entry(1, 'It joined INC-1.'), entry(0, 'It opened INC-1.')];
    const bot = await answering((path) => {
      if (path.startsWith('/hooks/')) return [202, '{"accepted": 14, "rejected": []}'];
      if (path.startsWith('/api/v1/audit')) return [200, JSON.stringify({ entries })];
      const incident = { title: 'DiskFull on 9 hosts', status: 'triggered', severity: 'critical' };
      const now = { ...incident, channel: '#alerts', firing_count: 0, withheld: 'storm' };
      return [200, JSON.stringify(now)];
    });

    const { out } = await quellSend(['disk-full', '--url', bot], { QUELL_API_TOKEN: API_TOKEN });

    expect(out).toContain('It opened INC-1.\n  INC-1  DiskFull on 9 hosts\n');
    expect(out).toContain('  triggered, nothing fires now, critical, in #alerts\n');
    expect(out).toContain(
      '\n  The message of the storm in #alerts has it until the storm is over.\n',
    );
  });

  it.each([
    ['that it opened its incident itself', '2100-01-01T00:00:00Z', 'It opened INC-3.'],
    ['that its incident was there before', '2020-01-01T00:00:00Z', 'It was sent again 4 times.'],
  ])('says %s', async (_, at, text) => {
    const entries = [
      { incident: 3, reason: 'duplicate', text: 'It was sent again 4 times.', at },
      { incident: 2, reason: 'opened', text: 'It opened INC-2.', at },
      { incident: 3, reason: 'opened', text: 'It opened INC-3.', at },
    ];
    await quellSend(['disk-full']);
    const [first] = taken();
    const { labels } = first?.content ?? {};
    const bot = await answering((path) => {
      if (path.startsWith('/hooks/')) return [202, '{"accepted": 14, "rejected": []}'];
      const all = entries.map((entry) => ({ ...entry, labels, title: 'x' }));
      if (path.startsWith('/api/v1/audit')) return [200, JSON.stringify({ entries: all })];
      return [200, '{"title": "x", "withheld": "inhibited"}'];
    });

    const { out } = await quellSend(['disk-full', '--url', bot], { QUELL_API_TOKEN: API_TOKEN });

    expect(out).toContain(text);
    expect(out).toContain('\n  Its card is held back for now.\n');
  });

  it.each(EXAMPLES.map(({ name }) => name))('plays %s, and then its end', async (name) => {
    const example = named(name);

    await playAtOnce(example);
    const sent = taken().length;
    await playAtOnce(example, true);

    expect(sent).toBe(example.steps(world.now).reduce((sum, { count }) => sum + count, 0));
    const open = await world.store.incidents({ limit: 200, now: world.now, status: 'open' });
    expect(open.filter(({ firingCount }) => firingCount > 0).map(({ title }) => title)).toEqual([]);
  });

  it('says how long it takes, and on a terminal how far it is', async () => {
    const out = await playAtOnce(named('flapping-host'), false, true);

    expect(out).toContain('sends 9 changes to');
    expect(out).toMatch(/which takes\s16\ss\./);
    expect(out).toContain('\r1 of 9\r2 of 9\r3 of 9');
    expect(out.endsWith('\r9 of 9\n')).toBe(true);
  });

  it('comes back as a regression', async () => {
    await playAtOnce(named('regression'));

    const [incident] = await world.store.incidents({ limit: 1, now: world.now });
    const { release, resolvedIn } = incident?.error?.regression ?? {};
    expect(release).toMatch(/^shop@\d+\.\d+\.\d+-\d{4}$/);
    expect(resolvedIn).toMatch(/^shop@/);
    expect(release).not.toBe(resolvedIn);
  });

  it('cannot resolve an error without the API token', async () => {
    const { code, err } = await quellSend(['django-error', '--resolve']);

    expect(err).toMatch(/^Set QUELL_API_TOKEN: errors of SDKs have no end of their own/);
    expect(code).toBe(1);
  });

  it('says that there is no such error to be resolved', async () => {
    const { err } = await quellSend(['django-error', '--resolve'], { QUELL_API_TOKEN: API_TOKEN });

    expect(err).toBe('The bot has no error "KeyError: \'vat_rate\'". ');
  });

  it.each([
    [['disk-ful'], 'There is no example "disk-ful". Did you mean disk-full?'],
    [['qqqqqqq'], 'There is no example "qqqqqqq". quell send --list prints all.'],
    [['grafana'], 'grafana is a type of source, and no example: quell send --as grafana.'],
    [['storm', 'disk-full'], 'One example is sent at a time.'],
    [['storm', '--as', 'json'], 'The example storm is sent as it is, without --as, --title,'],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, out, err } = await quellSend(args);

    expect(err).toContain(sentence);
    expect([code, out]).toEqual([2, '']);
  });

  it('says that the key is another one', async () => {
    const { code, err } = await quellSend(['storm', '--key', 'wrong']);

    expect(err).toContain(`The bot at ${url} wants another key.`);
    expect(code).toBe(1);
    expect(taken()).toEqual([]);
  });
});

describe('what the page is told of an example that was not taken', () => {
  const first = (name: string) => {
    const [step] = named(name).steps(world.now);
    if (!step) throw new Error(`${name} has no step.`);
    return step.make(world.now);
  };

  it('is nothing where it was taken', async () => {
    expect(await told(first('disk-full'), targetWith({}), world.now)).toBeNull();
  });

  it('is which source has another key', async () => {
    const why = await told(first('disk-full'), targetWith({ key: 'other' }), world.now);

    expect(why).toBe(
      'The bot wants another key than its ingest key for the source alertmanager: quell.yml gives it one of its own.',
    );
  });

  it('is what the bot says', async () => {
    world.broken = new Error('disk full');

    const why = await told(first('disk-full'), targetWith({}), world.now);

    expect(why).toMatch(/^http:\S+ did not take it \(503\)\. /);
  });

  it('is that the bot is gone', async () => {
    await world.app.close();

    const why = await told(first('disk-full'), targetWith({}), world.now);

    expect(why).toBe(`The bot does not answer at ${url}. Is it still running?`);
  });
});

describe("the bot's figures", () => {
  it('are what it took, by its metrics, and what waits in its store', async () => {
    await quellSend(['disk-full']);

    expect(await acceptedAt(url)).toBe(14);
    expect(await waitingIn(world.store)).toBe(1);
  });

  it('count the alerts of all sources', () => {
    const text = `# HELP quell_alerts_accepted_total Alerts stored.
quell_alerts_accepted_total{source="json"} 3
quell_alerts_accepted_total{source="a}b"} 40
quell_alerts_firing 7
`;

    expect(acceptedIn(text)).toBe(43);
  });

  it('are none where the bot is gone', async () => {
    await world.app.close();

    expect(await acceptedAt(url)).toBeNull();
  });
});
