import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/domain/policy.ts';
import { applyRules } from '../../src/engine/rules.ts';
import { anAlert, aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld } from '../support/decide-world.ts';

const match = (text: string) => below(aRoute(), text).match;
const ignore = (text: string, place = 'line 1'): Rule => ({
  place,
  match: match(text),
  action: { type: 'ignore' },
});
const set = (text: string, change: Partial<Extract<Rule['action'], { type: 'set' }>>): Rule => ({
  place: 'line 2',
  match: match(text),
  action: { type: 'set', labels: {}, severity: null, title: null, ...change },
});
const alert = anAlert({ labels: { alertname: 'Slow', env: 'staging' }, severity: 'critical' });

describe('a rule', () => {
  it.each<[string, readonly Rule[], object]>([
    [
      'that does not match changes nothing',
      [ignore('env="prod"')],
      { alert, rules: [], ignoredBy: null },
    ],
    ['ignores what matches', [ignore('env="staging"')], { ignoredBy: 'line 1' }],
    [
      'sets the severity',
      [set('env="staging"', { severity: 'info' })],
      { alert: { content: { severity: 'info' } } },
    ],
    [
      'sees the severity where no label says it, and those behind it see a new one',
      [set('severity="critical"', { severity: 'info' }), ignore('severity="info"')],
      { alert: { content: { severity: 'info' } }, ignoredBy: 'line 1' },
    ],
    [
      'sets the title',
      [set('env="staging"', { title: 'T' })],
      { alert: { content: { title: 'T' } } },
    ],
    [
      'sets labels',
      [set('env="staging"', { labels: { team: 'web' } })],
      { alert: { content: { labels: { alertname: 'Slow', env: 'staging', team: 'web' } } } },
    ],
    ['is named where it changed something', [set('env="staging"', {})], { rules: ['line 2'] }],
    [
      'sees what those before it made',
      [set('env="staging"', { labels: { env: 'test' } }), ignore('env="test"')],
      { ignoredBy: 'line 1' },
    ],
    [
      'is not reached behind one that ignores',
      [ignore('env="staging"'), set('env="staging"', { title: 'T' })],
      { rules: [], ignoredBy: 'line 1' },
    ],
  ])('%s', (_, rules, expected) => {
    expect(applyRules(alert, rules)).toMatchObject(expected);
  });

  it('that sets the severity sets the label of that name too, where there is one', () => {
    const labelled = anAlert({
      labels: { alertname: 'A', severity: 'page' },
      severity: 'critical',
    });
    const ruled = applyRules(labelled, [set('severity="page"', { severity: 'info' })]);

    expect(ruled.alert.content.labels).toEqual({ alertname: 'A', severity: 'info' });
  });

  it('takes a label away by an empty value', () => {
    const ruled = applyRules(alert, [set('env="staging"', { labels: { env: '' } })]);

    expect(ruled.alert.content.labels).toEqual({ alertname: 'Slow' });
  });
});

describe('an ignored alert', () => {
  it('is counted and kept for audit, and opens nothing', async () => {
    const world = await aConfiguredWorld(aPolicy({}, { rules: [ignore('env="staging"')] }));

    expect(await world.fire({ labels: { env: 'staging' } })).toBe('ignored');
    expect(await world.incidents()).toEqual([]);
    expect(world.changes.at(-1)).toMatchObject({
      type: 'recorded',
      recording: { reason: 'ignored', ignoredBy: 'line 1', incident: null },
    });
  });

  it('that fires already stays in its incident, and ends there', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire({ labels: { env: 'staging' } });
    await world.configure(aPolicy({}, { version: '2', rules: [ignore('env="staging"')] }));

    expect(await world.fire({ labels: { env: 'staging' } })).toBe('duplicate');
    expect(await world.resolve({ labels: { env: 'staging' } })).toBe('ended');
    expect(await world.fire({ labels: { env: 'staging' } })).toBe('ignored');
  });
});

describe('an alert whose labels a rule sets', () => {
  it('is the same alert under another configuration', async () => {
    const rules = [set('alertname="Slow"', { labels: { team: 'web' } })];
    const world = await aConfiguredWorld(aPolicy({}, { rules }));
    await world.fire({ labels: { alertname: 'Slow' } });
    await world.configure(aPolicy({}, { version: 'without rules' }));

    expect(await world.fire({ labels: { alertname: 'Slow' } })).toBe('duplicate');
  });
});
