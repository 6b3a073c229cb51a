import { describe, expect, it } from 'vitest';
import { leads, ledgerOf, mayLead, modeOf } from '../../src/cluster/rules.ts';
import type { View } from '../../src/cluster/view.ts';
import { instant, plus, seconds } from '../../src/domain/time.ts';
import { aMember, aView, NOW } from './support/views.ts';

const ago = (n: number) => instant(NOW - seconds(n));
const ahead = (n: number) => plus(NOW, seconds(n));
const well = { queue: 'well', spokenAt: ago(1), wellSince: ago(60) } as const;
const seen = (...others: Parameters<typeof aMember>[0][]) => ({
  look: { at: ago(1), members: others.map((each) => aMember(each)) },
});

describe('who leads', () => {
  it.each<[string, Partial<View>, boolean]>([
    ['whoever has the lease', { leaderUntil: ahead(10) }, true],
    ['nobody without it', { leaderUntil: null }, false],
    ['nobody whose lease ends soon: others may have it then', { leaderUntil: ahead(2) }, false],
    ['nobody whose lease ended while it was paused', { leaderUntil: ago(60) }, false],
  ])('%s', (_, view, expected) => {
    expect(leads(aView(view))).toBe(expected);
  });
});

describe('who may lead', () => {
  it.each<[string, Partial<View>, boolean]>([
    ['a worker that has the shared queue', well, true],
    ['a worker where there is none', { queue: 'none' }, true],
    ['a worker that has not, like all others', { queue: 'away', ...seen({ queue: 'away' }) }, true],
    ['not one that is cut off alone', { queue: 'away', ...seen({ queue: 'well' }) }, false],
    [
      'not one without REDIS_URL among others',
      { queue: 'none', ...seen({ queue: 'well' }) },
      false,
    ],
    [
      'a worker that is cut off where only one without jobs has the queue',
      { queue: 'away', ...seen({ queue: 'well', roles: ['http'] }) },
      true,
    ],
    ['not one that runs no jobs', { ...well, isWorker: false }, false],
  ])('%s', (_, view, expected) => {
    expect(mayLead(aView(view))).toBe(expected);
  });
});

describe('how a process works', () => {
  const leading = { leaderUntil: ahead(9) };
  it.each<[string, Partial<View>, ReturnType<typeof modeOf>]>([
    ['by the shared queue, where it has that', well, 'shared'],
    ['not yet, while others may not have read that', { ...well, wellSince: ago(2.9) }, 'idle'],
    ['then, once they have', { ...well, wellSince: ago(3) }, 'shared'],
    ['not before it told anybody', { queue: 'well' }, 'idle'],
    [
      'at once as the leader: besides it nobody could be direct',
      { ...well, ...leading, wellSince: NOW },
      'shared',
    ],
    ['not while the others must take it for dead', { ...well, spokenAt: ago(8) }, 'idle'],
    [
      'directly, where nobody has the shared queue and it leads',
      { queue: 'away', ...leading, ...seen() },
      'direct',
    ],
    ['directly, where there is none', { queue: 'none', ...leading, ...seen() }, 'direct'],
    ['not directly without leading', { queue: 'away', ...seen() }, 'idle'],
    [
      'not directly while another has it',
      { queue: 'away', ...leading, ...seen({ queue: 'well' }) },
      'idle',
    ],
    [
      'not directly while it does not know of the others',
      { queue: 'away', ...leading, look: { at: ago(2.6), members: [] } },
      'idle',
    ],
    ['not at all without that role', { ...well, ...leading, isWorker: false }, 'idle'],
  ])('%s', (_, view, expected) => {
    expect(modeOf(aView(view))).toBe(expected);
  });
});

describe('which record is spent from', () => {
  const leading = { leaderUntil: ahead(9) };
  const http = { ...well, isWorker: false };
  it.each<[string, Partial<View>, ReturnType<typeof ledgerOf>]>([
    ['the shared one with the shared queue', well, 'shared'],
    ['its own, where it runs all jobs', { queue: 'away', ...leading, ...seen() }, 'direct'],
    ['none, where another may do that', { queue: 'away', ...seen() }, null],
    [
      'the shared one for people without jobs, while workers use it',
      { ...http, ...seen({ queue: 'well' }) },
      'shared',
    ],
    [
      'none for them, where a worker may run directly',
      { ...http, ...seen({ queue: 'away' }) },
      null,
    ],
    ['none at once after Redis came back', { ...well, wellSince: ago(1) }, null],
  ])('%s', (_, view, expected) => {
    expect(ledgerOf(aView(view))).toBe(expected);
  });
});
