import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/severity.ts';
import { aWorld } from '../support/decide-world.ts';

const on = (instance: string, severity: Severity) => ({
  labels: { alertname: 'DiskFull', instance },
  severity,
});

describe('the severity of an incident', () => {
  it.each<[string, readonly Severity[], Severity]>([
    ['is that of its first alert', ['warning'], 'warning'],
    ['grows with a worse alert', ['warning', 'critical'], 'critical'],
    ['does not shrink with a milder one', ['error', 'info'], 'error'],
    ['grows step by step', ['info', 'warning', 'error'], 'error'],
  ])('%s', async (_, severities, expected) => {
    const world = aWorld();
    for (const [index, severity] of severities.entries())
      await world.fire(on(String(index), severity));

    expect(await world.incident()).toMatchObject({ severity: expected, alertSeverity: expected });
  });

  it('that grows is told, with the source and the reason', async () => {
    const world = aWorld();
    await world.fire(on('1', 'warning'));
    await world.fire(on('2', 'critical'));

    expect(await world.last()).toMatchObject({
      at: world.now,
      actor: { type: 'source', name: 'prometheus' },
      reason: 'worse',
      thread: true,
      what: { kind: 'severity', from: 'warning', to: 'critical' },
    });
  });

  it.each<[string, Severity, readonly Severity[], Severity]>([
    ['stands against equally bad alerts', 'info', ['critical'], 'info'],
    ['stands against milder alerts', 'info', ['error'], 'info'],
  ])('that a person chose %s', async (_, ...[chosen, after, expected]) => {
    const world = aWorld();
    await world.fire(on('1', 'critical'));
    await world.ask({ verb: 'severity', severity: chosen });
    for (const severity of after) await world.fire(on('2', severity));

    expect((await world.incident()).severity).toBe(expected);
  });

  it('that a person chose yields to an alert worse than all before', async () => {
    const world = aWorld();
    await world.fire(on('1', 'warning'));
    await world.ask({ verb: 'severity', severity: 'info' });
    await world.fire(on('2', 'error'));

    expect(await world.incident()).toMatchObject({ severity: 'error', alertSeverity: 'error' });
    expect((await world.last()).what).toEqual({ kind: 'severity', from: 'info', to: 'error' });
  });

  it('that a person raised is not told again when alerts catch up with it', async () => {
    const world = aWorld();
    await world.fire(on('1', 'warning'));
    await world.ask({ verb: 'severity', severity: 'critical' });
    await world.fire(on('2', 'error'));
    await world.fire(on('3', 'critical'));

    expect(await world.incident()).toMatchObject({
      severity: 'critical',
      alertSeverity: 'critical',
    });
    expect((await world.story()).filter((kind) => kind === 'severity')).toHaveLength(1);
  });

  it('grows with the same firing when that becomes worse', async () => {
    const world = aWorld();
    const spec = (severity: Severity) => ({ dedupKey: 'k', severity });
    await world.fire(spec('warning'));

    expect(await world.fire(spec('critical'))).toBe('duplicate');
    expect((await world.incident()).severity).toBe('critical');
    expect(await world.story()).toEqual(['(opened)', 'severity']);
    await world.fire(spec('warning'));
    expect((await world.incident()).severity).toBe('critical');
  });

  it('grows with a return', async () => {
    const world = aWorld();
    await world.fire(on('1', 'warning'));
    await world.resolve(on('1', 'warning'));
    await world.advance('2m');
    await world.fire(on('2', 'critical'));

    expect(await world.story()).toEqual(['(opened)', 'resolved', 'reopened', 'severity']);
  });
});
