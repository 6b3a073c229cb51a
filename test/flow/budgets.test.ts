import { describe, expect, it } from 'vitest';
import { type Ledger, LedgerAway } from '../../src/budgets/ledger.ts';
import { localLedger } from '../../src/budgets/local.ts';
import { plus, seconds } from '../../src/domain/time.ts';
import { LIMITS } from '../../src/engine/delivery/budget.ts';
import type { Step } from '../../src/engine/delivery/plan.ts';
import { Budgets } from '../../src/flow/budgets.ts';
import { at } from '../support/state.ts';

const NOW = at(0);
const update: Step = { kind: 'update', slot: 'card', ts: 'm' };
const post: Step = { kind: 'post', slot: 'card', key: 'k', since: NOW, entries: [] };
const asDue = { now: NOW, isAwaited: false };
const asAwaited = { now: NOW, isAwaited: true };

/** A ledger that can be cut off. */
class Reach implements Ledger {
  readonly #ledger = localLedger();
  isAway = false;

  take: Ledger['take'] = (key, limit, now) => this.#ask(() => this.#ledger.take(key, limit, now));
  force: Ledger['force'] = (key, limit, now) =>
    this.#ask(() => this.#ledger.force(key, limit, now));
  close: Ledger['close'] = (key, until) => this.#ask(() => this.#ledger.close(key, until));

  #ask<T>(ask: () => Promise<T>): Promise<T> {
    return this.isAway ? Promise.reject(new LedgerAway()) : ask();
  }
}

function budgets(ledger: Ledger) {
  const logged: string[] = [];
  const note = (_: unknown, text: string) => void logged.push(text);
  const log = { debug: note, info: note, warn: note, error: note };
  return { budgets: new Budgets(ledger, log), logged };
}

describe('budgets that two processes share', () => {
  it('are learned where they are spent by the other, and give a time to wait for', async () => {
    const ledger = localLedger();
    const [{ budgets: mine }, { budgets: theirs }] = [budgets(ledger), budgets(ledger)];
    for (let n = 0; n < LIMITS.post.burst; n += 1) await theirs.take(post, '#a', asDue);
    const believed = mine.freeAt(post, '#a', NOW);

    expect(await mine.take(post, '#a', asDue)).toBe(false);
    expect(believed).toBeLessThanOrEqual(NOW);
    expect(mine.freeAt(post, '#a', NOW)).toBeGreaterThan(NOW);
    expect(await mine.take(post, '#b', asDue)).toBe(true);
  });

  it('are overdrawn for a person who waits, but not once Slack said to wait', async () => {
    const ledger = localLedger();
    const [{ budgets: mine }, { budgets: theirs }] = [budgets(ledger), budgets(ledger)];
    for (let n = 0; n < LIMITS.update.burst; n += 1) await theirs.take(update, '#a', asDue);

    expect(await mine.take(update, '#a', asAwaited)).toBe(true);
    await theirs.close(update, '#b', { now: NOW, until: at(30) });
    expect(await mine.take(update, '#a', asAwaited)).toBe(false);
    expect(mine.isClosed(update, '#a', NOW)).toBe(true);
  });

  it('keep what Slack said to this process, though the ledger forgot it', async () => {
    const reach = new Reach();
    const { budgets: mine } = budgets(reach);
    reach.isAway = true;
    await mine.close(update, '#a', { now: NOW, until: at(30) });
    reach.isAway = false;
    await mine.take(update, '#a', asDue);

    expect(mine.freeAt(update, '#a', at(5))).toBe(at(30));
  });
});

describe('a ledger that cannot be asked', () => {
  it('lets nothing be sent, is asked again after a second, and is told of once', async () => {
    const reach = new Reach();
    const { budgets: mine, logged } = budgets(reach);
    reach.isAway = true;
    const taken = [await mine.take(post, '#a', asDue), await mine.take(update, '#b', asAwaited)];

    expect(taken).toEqual([false, false]);
    expect(mine.quietUntil('#c', NOW)).toBe(plus(NOW, seconds(1)));
    expect(mine.isClosed(update, '#c', NOW)).toBe(true);
    reach.isAway = false;
    expect(await mine.take(post, '#a', { now: at(1), isAwaited: false })).toBe(true);
    expect(mine.quietUntil('#a', at(1))).toBe(at(1));
    expect(logged).toEqual([
      'the budgets that processes share cannot be reached: nothing is sent to Slack until they can',
      'the budgets that processes share are back',
    ]);
  });

  it('rejects with what else goes wrong', async () => {
    const ledger = { ...localLedger(), take: () => Promise.reject(new Error('oops')) };

    await expect(budgets(ledger).budgets.take(post, '#a', asDue)).rejects.toThrow('oops');
  });

  it('costs what only moves on nothing', async () => {
    const reach = new Reach();
    reach.isAway = true;

    expect(await budgets(reach).budgets.take({ kind: 'settle' }, '#a', asDue)).toBe(true);
  });
});
