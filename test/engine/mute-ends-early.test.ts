import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { MuteEnd } from '../../src/domain/incident.ts';
import { manyTimes } from '../../src/engine/rate.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const API: Actor = { type: 'api', name: 'ci' };
const on = (instance: string, severity: 'warning' | 'critical' = 'warning') => ({
  labels: { alertname: 'Disk', service: 'shop', instance },
  severity,
});

async function muted(early: MuteEnd): Promise<DecideWorld> {
  const world = aWorld({ groupBy: ['alertname', 'service'] });
  await world.fire(on('1'));
  await world.ask({ verb: 'mute', until: null, reason: 'known', early: [early] });
  await world.advance('1m');
  return world;
}

describe('a mute ends early', () => {
  it('when the incident becomes critical, and that is told', async () => {
    const world = await muted({ when: 'critical' });
    await world.fire(on('2'));
    expect((await world.incident()).mute).not.toBeNull();
    await world.fire(on('3', 'critical'));

    expect((await world.incident()).mute).toBeNull();
    expect(await world.story()).toContain('unmuted');
    const unmuted = (await world.timeline()).find(({ what }) => what.kind === 'unmuted');
    expect(unmuted?.what).toMatchObject({ early: { when: 'critical' } });
  });

  it('when more hosts are affected', async () => {
    const world = await muted({ when: 'hosts', above: 2 });
    await world.fire(on('2'));
    expect((await world.incident()).mute).not.toBeNull();
    await world.fire(on('3'));

    expect((await world.incident()).mute).toBeNull();
    expect(await world.story()).toEqual(['(opened)', 'muted', 'unmuted', 'joined']);
  });

  it('when it fires three times as often', async () => {
    const world = aWorld({ groupBy: ['alertname', 'service'] });
    await world.fire(on('1'));
    await world.advance('9m');
    const early = [{ when: 'rate', above: manyTimes(await world.incident(), 3) }] as const;
    await world.ask({ verb: 'mute', until: null, reason: '', early });
    await world.advance('2m');
    for (const instance of ['2', '3', '4']) await world.fire(on(instance));
    expect((await world.incident()).mute).not.toBeNull();
    await world.fire(on('5'));

    expect((await world.incident()).mute).toBeNull();
  });

  it('when its project is deployed, and not when another one is', async () => {
    const world = await muted({ when: 'deploy' });
    await world.command({ type: 'deployed', actor: API, project: 'blog' });
    expect((await world.incident()).mute).not.toBeNull();
    await world.command({ type: 'deployed', actor: API, project: 'shop' });

    expect((await world.incident()).mute).toBeNull();
    expect(await world.last()).toMatchObject({ actor: API, what: { kind: 'unmuted' } });
  });
});
