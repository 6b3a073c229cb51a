import { describe, expect, it } from 'vitest';
import { LedgerAway } from '../../src/budgets/ledger.ts';
import { localLedger } from '../../src/budgets/local.ts';
import { clusterLedger } from '../../src/cluster/ledger.ts';
import { instant, plus, seconds } from '../../src/domain/time.ts';
import { DIRECT, SHARED, setCluster } from './support/standing.ts';
import { NOW } from './support/views.ts';

const LIMIT = { burst: 3, every: seconds(1) };

function world() {
  const cluster = setCluster();
  const shared = localLedger();
  const ledger = clusterLedger({ cluster, shared, openLocal: localLedger });
  const take = async (after: number) =>
    (await ledger.take('post:#alerts', LIMIT, plus(NOW, seconds(after)))).granted;
  return { cluster, shared, ledger, take };
}

describe('the record of what is spent', () => {
  it('cannot be asked by a process that runs no jobs', async () => {
    const { ledger, take } = world();

    await expect(take(0)).rejects.toThrow(LedgerAway);
    await expect(ledger.force('update', LIMIT, NOW)).rejects.toThrow(LedgerAway);
    await expect(ledger.close('update', NOW)).rejects.toThrow(LedgerAway);
  });

  it('is the shared one with the shared queue', async () => {
    const { cluster, shared, take } = world();
    cluster.stand(SHARED);
    for (let n = 0; n < 3; n++) await shared.take('post:#alerts', LIMIT, NOW);

    expect([await take(0), await take(1)]).toEqual([false, true]);
  });

  it('begins as if everything had just been spent where a process runs all jobs', async () => {
    const { cluster, take } = world();
    cluster.stand(DIRECT);

    expect([await take(0), await take(0.9), await take(1), await take(1.1), await take(2)]).toEqual(
      [false, false, true, false, true],
    );
  });

  it('begins so again after every break', async () => {
    const { cluster, take } = world();
    cluster.stand(DIRECT);
    await take(0);
    cluster.stand(SHARED);
    cluster.stand({ ...DIRECT, directSince: instant(NOW + 60_000) });

    expect([await take(60), await take(61)]).toEqual([false, true]);
  });

  it('lets a person’s click through even then, unless Slack said to wait', async () => {
    const { cluster, ledger } = world();
    cluster.stand(DIRECT);

    const forced = await ledger.force('update', LIMIT, NOW);
    await ledger.close('update', plus(NOW, seconds(30)));
    const closed = await ledger.force('update', LIMIT, NOW);

    expect([forced.granted, closed.granted]).toEqual([true, false]);
  });
});
