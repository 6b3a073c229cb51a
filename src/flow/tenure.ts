import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Delivery, StepLease } from '../domain/delivery.ts';
import { type Duration, plus } from '../domain/time.ts';
import { maySend } from '../engine/delivery/lease.ts';
import { type Late, madeGood } from '../engine/delivery/overtaken.ts';
import { firstDelivery } from '../engine/delivery/progress.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Store } from '../store/store.ts';

/** What having a delivery needs. */
export interface TenureDeps {
  readonly store: Pick<Store, 'update'>;
  readonly clock: Clock;
  /** This process, one name for each start of it. */
  readonly holder: string;
  /** How long a step may take, where other processes deliver too; 0: this one is alone. */
  readonly leaseFor: Duration;
}

/** Another process has the delivery, or had it meanwhile: what was read is old. */
export class Overtaken extends Error {
  /** Whether Slack was asked all the same. */
  readonly wasSent: boolean;

  constructor(wasSent: boolean) {
    super('Another process carried on with this delivery.');
    this.name = 'Overtaken';
    this.wasSent = wasSent;
  }
}

/** This process was held up so long that Slack was not asked: another may have the delivery before Slack answers. */
export class HeldUp extends Error {
  constructor() {
    super('This process was held up, and left a delivery to others.');
    this.name = 'HeldUp';
  }
}

/**
 * One process has one delivery while it carries out a step: whatever it saves is saved only where nobody else changed the row
 * since it was read. Every save rejects with `Overtaken` where somebody did.
 */
export class Tenure {
  readonly #deps: TenureDeps;
  #row: Delivery;

  constructor(deps: TenureDeps, row: Delivery) {
    this.#deps = deps;
    this.#row = row;
  }

  /** The row, as this process read or saved it last. */
  get row(): Delivery {
    return this.#row;
  }

  /** Saves that a step begins; nobody else begins one then until it ends, or takes too long. */
  async begin(next: Delivery): Promise<void> {
    const row = { ...next, lease: this.#lease() };
    if (!(await replace(this.#deps.store, this.#row, row))) throw new Overtaken(false);
    this.#row = row;
  }

  /** Begins a step of which nothing has to be recorded. */
  async beginLook(): Promise<void> {
    if (this.#deps.leaseFor > 0) await this.begin(this.#row);
  }

  /** Throws `HeldUp` where another process may be at it before Slack answers. */
  assertMaySend(): void {
    if (!maySend(this.#row, this.#deps.clock.now())) throw new HeldUp();
  }

  /** Saves what a step came to. What was sent too late is made good in the row as it stands. */
  async end(next: Delivery, late?: Late): Promise<void> {
    const row = { ...next, lease: null };
    if (isDeepStrictEqual(row, this.#row)) return;
    if (!(await this.#replaceOrMakeGood(row, late))) throw new Overtaken(late !== undefined);
    this.#row = row;
  }

  #lease(): StepLease | null {
    const { holder, leaseFor, clock } = this.#deps;
    return leaseFor > 0 ? { holder, until: plus(clock.now(), leaseFor) } : null;
  }

  async #replaceOrMakeGood(next: Delivery, late: Late | undefined): Promise<boolean> {
    const now = this.#deps.clock.now();
    const mine = this.#row;
    let isMine = false;
    await change(this.#deps.store, mine, (current) => {
      isMine = isDeepStrictEqual(withoutLooks(current), withoutLooks(mine));
      if (isMine) return withLooksOf(current, mine, next);
      return late ? madeGood(current, late, now) : current;
    });
    return isMine;
  }
}

/** Saves a row in place of the one that was read, where that still stands. Answers whether it does. */
export async function replace(
  store: Pick<Store, 'update'>,
  read: Delivery,
  next: Delivery,
): Promise<boolean> {
  let stands = false;
  await change(store, read, (current) => {
    stands = isDeepStrictEqual(current, read);
    return stands ? next : current;
  });
  return stands;
}

/** Decided anew where a conflict asks again, so what `next` notes down is of the decision that was saved. */
async function change(
  store: Pick<Store, 'update'>,
  { subject, team }: Delivery,
  next: (current: Delivery) => Delivery,
): Promise<void> {
  const scope = { ...NO_ROWS, incidents: [subject] };
  await store.update(
    () => scope,
    (snapshot) => {
      const current = snapshot.delivery(subject) ?? firstDelivery({ id: subject }, team);
      const delivery = next(current);
      const changes = delivery === current ? [] : [{ type: 'delivery', delivery } as const];
      return { changes, outcomes: [] };
    },
  );
}

function withoutLooks(delivery: Delivery): Delivery {
  return { ...delivery, rechecks: [] };
}

/** Who was late may have asked for looks meanwhile. */
function withLooksOf(current: Delivery, mine: Delivery, next: Delivery): Delivery {
  const added = current.rechecks.filter(
    (look) => !mine.rechecks.some((known) => isDeepStrictEqual(known, look)),
  );
  return added.length > 0 ? { ...next, rechecks: [...next.rechecks, ...added] } : next;
}
