import type { Policy } from '../../src/domain/policy.ts';
import type { NoiseReport } from '../../src/domain/report.ts';
import { days, type Instant, instant } from '../../src/domain/time.ts';
import { type NoiseReports, noiseReporter } from '../../src/flow/noise-report.ts';
import { beginNoise } from '../../src/report/noise-work.ts';
import type { AlertSpec } from '../support/builders.ts';
import { DecideWorld } from '../support/decide-world.ts';

/** Simulated time begins at 14:02, so this is the next whole day's midnight, and a week is counted from there. */
export const FROM: Instant = instant(Date.UTC(2026, 1, 11));

/** A world whose clock stands at the beginning of the week. */
export async function atWeekStart(policy: Policy): Promise<DecideWorld> {
  const world = new DecideWorld(policy);
  await world.configure();
  world.clock.moveTo(FROM);
  return world;
}

/** The reports over what a world has gone through. */
export function reportsOf(world: DecideWorld): NoiseReports {
  const { store, clock } = world;
  return noiseReporter({
    store,
    clock,
    policy: () => world.policy,
    timezone: () => 'UTC',
    begin: beginNoise,
  });
}

/** The report of the seven days from the beginning of the week on. */
export async function weekOf(
  world: DecideWorld,
  channel: string | null = null,
): Promise<NoiseReport> {
  const to = instant(FROM + days(7));
  const [report] = await reportsOf(world)({ from: FROM, to, channels: [channel] });
  if (!report) throw new Error('There is no report.');
  return report;
}

/** An alert fires, and is over so long after. */
export async function blip(world: DecideWorld, length: string, spec: AlertSpec): Promise<void> {
  await world.fire(spec);
  await world.advance(length);
  await world.resolve(spec);
}
