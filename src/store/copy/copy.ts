import { type Dumpable, type Kept, KINDS, type Kind, type Restorable } from '../dump.ts';
import type { Store } from '../store.ts';
import { differences, NAMES, pagesOf, sumsOf } from './sum.ts';

/** The two cannot be copied; the message says why, and what to do. */
export class NotCopied extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotCopied';
  }
}

/** A store to copy from. */
export type Source = Dumpable & Pick<Store, 'once'>;
/** A store to copy to. */
export type Target = Restorable & Pick<Store, 'once'>;

/** How far a copy is. */
export interface Progress {
  readonly kind: string;
  readonly copied: number;
}

/** Kept in the target: the identity of the source while a copy is unfinished, and with a word before it afterwards. */
const COPYING = 'copying';
const FINISHED = 'finished';
/** Kept in the source: so that a copy which was interrupted goes on from the same one only. */
const IDENTITY = 'identity';

/** Whether a setting says something of one store only: of others there is no copy. */
function isOfStore(name: string): boolean {
  return name === COPYING || name === IDENTITY || name.startsWith('config:');
}

/** Whether a copy to this store was begun and not finished: then nothing may work with it. */
export async function isHalfCopied(store: Pick<Store, 'once'>): Promise<boolean> {
  return !(await store.once(COPYING, () => FINISHED)).startsWith(FINISHED);
}

/**
 * Copies everything, and then compares counts and sums of both. It may be interrupted and run again; rejects with
 * `NotCopied` where the target has data of its own, or both differ in the end.
 */
export async function copyStore(
  from: Source,
  to: Target,
  options: { readonly newId: () => string; readonly on: (progress: Progress) => void },
): Promise<readonly Progress[]> {
  const identity = await from.once(IDENTITY, options.newId);
  await begin(to, identity);
  const copied: Progress[] = [];
  for (const kind of KINDS) {
    const progress = { kind: NAMES[kind], copied: await copyKind(from, to, kind, options.on) };
    copied.push(progress);
  }
  await mustBeSame(from, to);
  await to.restore([{ type: 'setting', name: COPYING, value: `${FINISHED} ${identity}` }]);
  return copied;
}

async function begin(to: Target, identity: string): Promise<void> {
  const state = await to.once(COPYING, () => FINISHED);
  if (state === identity) return;
  if (state === `${FINISHED} ${identity}`) {
    throw new NotCopied(
      'All of it was copied there before, and the bot may have gone on since. Nothing was changed.',
    );
  }
  if (!state.startsWith(FINISHED)) {
    throw new NotCopied(
      'A copy from another database was begun there and not finished. Empty it, or name a new one.',
    );
  }
  await mustBeEmpty(to);
  await to.restore([{ type: 'setting', name: COPYING, value: identity }]);
}

/** All but what every store has from its first minute: its own marks, and the configurations that it saw. */
async function mustBeEmpty(to: Target): Promise<void> {
  for (const kind of KINDS.filter((each) => each !== 'last-number')) {
    for await (const page of pagesOf(to, kind)) {
      if (!page.some(isCopied)) continue;
      throw new NotCopied(
        `The database to copy to holds ${NAMES[kind]} of its own: a bot has worked with it. Name an empty one; nothing was changed.`,
      );
    }
  }
}

async function copyKind(
  from: Source,
  to: Target,
  kind: Kind,
  on: (progress: Progress) => void,
): Promise<number> {
  // What arrived is added each time: of it only the rest is copied, which comes in the same order.
  let skip = kind === 'recorded' ? await countOf(to, kind) : 0;
  let copied = 0;
  for await (const page of pagesOf(from, kind)) {
    const rest = page.slice(skip).filter(isCopied);
    skip = Math.max(0, skip - page.length);
    if (rest.length > 0) await to.restore(rest);
    copied += page.length;
    on({ kind: NAMES[kind], copied });
  }
  return copied;
}

function isCopied(kept: Kept): boolean {
  return kept.type !== 'setting' || !isOfStore(kept.name);
}

async function countOf(store: Dumpable, kind: Kind): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(store, kind)) count += page.length;
  return count;
}

async function mustBeSame(from: Source, to: Target): Promise<void> {
  const found = differences(await sumsOf(from, isCopied), await sumsOf(to, isCopied));
  if (found.length === 0) return;
  throw new NotCopied(
    `The copy differs from what was copied (${found.join('; ')}): the first database changed between two tries, or another program writes the second. Empty the second and run this again; the first is untouched.`,
  );
}
