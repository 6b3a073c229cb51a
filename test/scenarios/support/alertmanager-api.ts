import { expect } from 'vitest';
import type { Labels } from '../../../src/domain/labels.ts';
import { lasting } from '../../support/clock.ts';
import { KEYS } from '../../support/doors.ts';
import type { Bot } from '../../support/world.ts';

/** An alert as a Prometheus server posts it to an Alertmanager. */
export interface PostedAlert {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** So many alerts a Prometheus server sends in one request. */
const BATCH = 64;

/** Posts alerts as a Prometheus server does: in batches, one after the other. */
export async function postAlerts(bot: Bot, alerts: readonly PostedAlert[]): Promise<void> {
  for (let from = 0; from < alerts.length; from += BATCH) {
    const answer = await ask(bot, {
      method: 'POST',
      path: '/alerts',
      body: alerts.slice(from, from + BATCH),
    });
    expect(answer.statusCode, answer.body).toBe(200);
  }
  await bot.settle();
}

/** A request to the Alertmanager API. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

/** Calls the Alertmanager API, as `amtool` and others do, and lets the bot do what follows at once. */
export async function ask(bot: Bot, { method, path, body }: Ask) {
  const answer = await bot.app.server.inject({
    method,
    url: `/api/v2${path}`,
    headers: { authorization: `Bearer ${KEYS.ingest}` },
    ...(body && { payload: body }),
  });
  await bot.settle();
  return answer;
}

/** A time as this API writes it. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Now, as this API writes it. */
export function now({ clock }: Bot): string {
  return iso(clock.now());
}

/** So long before now, as this API writes it. */
export function ago({ clock }: Bot, length: string): string {
  return iso(clock.now() - lasting(length));
}

/** So long after now, as this API writes it. */
export function ahead({ clock }: Bot, length: string): string {
  return iso(clock.now() + lasting(length));
}
