import fc from 'fast-check';
import type { Bot } from '../../support/world.ts';
import { ahead, ask, now } from './alertmanager-api.ts';
import { anyStep, type ChaosStep } from './chaos.ts';

/** Storms and flapping begin soon, a source inhibits, and whoever is told is called. */
export const NOISY = `
route: { mention: "@oncall", repeat_interval: 20m, group_interval: 1m, resolve_after: 30s }
storm: { incidents: 2, within: 1m }
flapping: { changes: 2, within: 5m, quiet: 5m }
inhibit: [{ source: [alertname="HostDown"], target: [severity="warning"], equal: [instance] }]
`;
const PLANNED = `${NOISY}
maintenance: [{ match: [alertname="Alert1"], cron: "*/10 * * * *", duration: 5m }]
`;

const named = (name: string, take: ChaosStep['take']): ChaosStep => ({
  take,
  toString: () => name,
});

const alert = fc.record({
  name: fc.constantFrom('HostDown', 'Alert1', 'Alert2', 'Alert3', 'Alert4', 'Alert5'),
  severity: fc.constantFrom('warning', 'warning', 'critical'),
  instance: fc.constantFrom('web-1', 'web-2'),
});
const fires = alert.map(({ name, ...labels }) =>
  named(`${name} fires: ${JSON.stringify(labels)}`, (bot) => bot.fires(name, labels)),
);
const ends = alert.map(({ name, ...labels }) =>
  named(`${name} ends: ${JSON.stringify(labels)}`, (bot) => bot.ends(name, labels)),
);
const silences = fc
  .record({
    alertname: fc.constantFrom('Alert.*', 'HostDown'),
    length: fc.constantFrom('1m', '1h'),
  })
  .map(({ alertname, length }) =>
    named(`${alertname} is silenced for ${length}`, (bot) => silence(bot, alertname, length)),
  );
const configures = fc
  .constantFrom(['less', NOISY], ['with planned work', PLANNED])
  .map(([title, config = '']) => named(`configured ${title}`, (bot) => bot.configure(config)));

async function silence(bot: Bot, alertname: string, length: string): Promise<void> {
  const matchers = [{ name: 'alertname', value: alertname, isRegex: true }];
  const times = { startsAt: now(bot), endsAt: ahead(bot, length) };
  const body = { matchers, ...times, createdBy: 'amtool', comment: 'chaos' };
  await ask(bot, { method: 'POST', path: '/silences', body });
}

/** Anything that happens to the bot, with much that keeps people from being told. */
export const anyNoisyStep: fc.Arbitrary<ChaosStep> = fc.oneof(
  { weight: 4, arbitrary: fires },
  { weight: 2, arbitrary: ends },
  { weight: 1, arbitrary: silences },
  { weight: 1, arbitrary: configures },
  { weight: 4, arbitrary: anyStep },
);
