import { expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { read, readThread } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { byGroup, GROUPS, mixed, Storm } from './support/storm.ts';

/** What Alertmanager 0.25 made of such a storm at the same limit, measured. */
const ALERTMANAGER = 'Alertmanager: 19 of 200 heard of, 66 delivered';

/** Critical ones call somebody, as they often do. */
const CONFIG = `
route:
  group_by: [alertname, cluster]
  routes: [{ match: [severity="critical"], mention: "@oncall" }]
`;
const LIMIT = { rateLimit: { postsPerSecond: 1, burst: 5 } };

it.each([
  ['all groups at once', mixed()],
  ['one group after the other', byGroup()],
])(
  '10,000 alerts in 30 s, %s, leave nobody in the dark, and nothing stale',
  async (order, alerts) => {
    const bot = await startBot({ config: CONFIG, sandbox: LIMIT });
    const storm = new Storm(bot);

    await storm.rage(alerts);
    await storm.calmDown(alerts);
    await storm.passes(15);
    const incidents = await incidentsOf(bot);
    const lags = incidents.map((incident) => storm.lagOf(incident));
    expect(incidents).toHaveLength(GROUPS);
    expect(Math.max(...lags), 'seconds until each could be read of').toBeLessThanOrEqual(15);

    await storm.passes(45);
    await expectNothingStale(bot);
    await expectCriticalCards(bot);

    await bot.advance('2m');
    expect((await incidentsOf(bot)).filter(({ status }) => status !== 'resolved')).toEqual([]);
    await bot.advance('60s');
    await expectNothingStale(bot);
    expect(await bot.store.pending('#alerts')).toEqual([]);
    expect(bot.slack.requests.all.filter(({ outcome }) => outcome === '429')).toEqual([]);
    await bot.advance('1h');
    bot.expectNothingElse();
    report(bot, order, Math.max(...lags));
  },
);

it('while Slack is away it is heard of as soon as Slack is back', async () => {
  const bot = await startBot({ config: CONFIG, sandbox: LIMIT });
  const storm = new Storm(bot);
  const alerts = mixed();

  bot.slack.faults.mode = 'down';
  await storm.rage(alerts);
  expect(bot.cards()).toEqual([]);
  bot.slack.faults.mode = 'well';
  await storm.calmDown(alerts);
  await storm.passes(15);
  const lags = (await incidentsOf(bot)).map((incident) => storm.lagOf(incident));
  expect(Math.max(...lags), 'seconds until each could be read of').toBeLessThanOrEqual(30 + 15);

  await bot.advance('10m');
  await expectNothingStale(bot);
  await expectCriticalCards(bot);
  expect(await bot.store.pending('#alerts')).toEqual([]);
});

it('the end of a silence that hid a hundred incidents is one storm, not a hundred cards', async () => {
  const bot = await startBot({ sandbox: LIMIT });
  await bot.ask('ann', 'silence env=prod 1h moving', 'tell nobody');
  await bot.firesAll(
    Array.from({ length: 100 }, (_, n) => ({ name: `Alert${n}`, labels: { env: 'prod' } })),
  );
  await bot.advance('59m');
  expect(bot.cards()).toEqual([]);
  await bot.advance('75s');

  const message = bot.card('Storm');
  expect(read(message)).toContain('100 incidents');
  expect(
    readThread(message)
      .join()
      .match(/INC-\d+/g),
  ).toHaveLength(100);
  expect(bot.cards().length).toBeLessThanOrEqual(12);
});

async function incidentsOf({ store, clock }: Bot): Promise<readonly Incident[]> {
  return store.incidents({ limit: GROUPS * 2, now: clock.now() });
}

async function cardOf(bot: Bot, { id }: Incident) {
  const ts = (await bot.store.delivery(id))?.card?.ts;
  return bot.cards().find((card) => card.ts === ts);
}

/** Every card and the storm's message say what is the case now. */
async function expectNothingStale(bot: Bot): Promise<void> {
  for (const incident of await incidentsOf(bot)) {
    expect(incident.firingCount).toBe(0);
    const card = await cardOf(bot, incident);
    if (incident.cardRevision > 0) expect(read(card)).toContain(saidOf(incident));
    else expect(card).toBeUndefined();
  }
  const [message, ...others] = bot.cards().filter(({ words }) => words.includes('Storm'));
  expect(others).toEqual([]);
  expect(read(message)).toContain(`Storm over · ${GROUPS} incidents`);
  expect(read(message)).toContain('0 still open');
}

/** Each critical incident has its card, and called once. */
async function expectCriticalCards(bot: Bot): Promise<void> {
  const critical = (await incidentsOf(bot)).filter(({ severity }) => severity === 'critical');
  expect(critical).toHaveLength(20);
  for (const incident of critical) {
    const card = await cardOf(bot, incident);
    expect(read(card)).toContain('Critical');
    expect(card?.replies().filter(({ text }) => text.includes('<!subteam'))).toHaveLength(1);
  }
}

function saidOf({ status }: Incident): string {
  return status === 'resolved' ? 'Resolved' : 'No alerts firing';
}

function report(bot: Bot, order: string, lag: number): void {
  const { requests } = bot.slack;
  const posts = requests.count('chat.postMessage');
  const cards = bot.cards().length;
  process.stdout.write(
    `A storm of ${GROUPS} groups, ${order}: all heard of within ${lag} s, by ${posts} posts (${cards} outside of threads) and ${requests.count('chat.update')} updates. ${ALERTMANAGER}.\n`,
  );
}
