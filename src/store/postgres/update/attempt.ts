import type { Decision, Scope, Snapshot } from '../../../domain/decision.ts';
import type { Query } from '../database.ts';
import { oneRow } from '../one-row.ts';
import type { Recordings } from '../recordings.ts';
import type { Numbered } from '../rows/recordings.ts';
import { type Hints, Holding, type Mode } from './holding.ts';
import type { Loaded } from './loaded.ts';
import { Contended } from './locks.ts';
import { numbered } from './numbered.ts';
import { Picture } from './picture.ts';
import { save, saveRecordings } from './save.ts';
import { Wanted } from './wanted.ts';

/** One update that waits for its commit. */
export interface Waiting {
  readonly scope: Scope;
  readonly decide: (snapshot: Snapshot) => Decision;
  readonly resolve: (decision: Decision) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of an update: a decision, or what `decide` threw. */
type Answer = { readonly decision: Decision } | { readonly thrown: unknown };

/** What a transaction came to, if it is committed. */
export interface Attempted {
  /** For the first updates of the batch; the next one must be alone with the state, or there is none. */
  readonly answers: readonly Answer[];
  readonly recorded: readonly Numbered[];
  /** How many re-sends of before were written. */
  readonly written: number;
}

/** How a batch is tried. */
export interface Plan {
  readonly batch: readonly Waiting[];
  readonly mode: Mode;
  /** What earlier tries found to be needed. */
  readonly known: Wanted;
  /** Whether silences will be changed. */
  readonly silencesAlone: boolean;
  readonly recordings: Recordings;
  /** Told which transaction it is, so that its end can be asked for. */
  readonly begun: (transaction: string) => void;
}

/** So often at most a batch is decided within one transaction: each time more is loaded. */
const ROUNDS = 30;

/** Decides a batch within a transaction and writes what it changes; throws `Contended` when it has to begin anew. */
export async function attempt(query: Query, plan: Plan): Promise<Attempted> {
  const { batch, mode, known } = plan;
  const holding = new Holding(query, mode);
  if (mode === 'alone' && batch.length === 1) holding.allowLists();
  await holding.begin(plan.silencesAlone);
  const { block, transaction } = await begin(query);
  plan.begun(transaction);
  await holding.get(wantedBy(plan), hintsOf(batch));
  const { picture, answers } = await decideAll(holding, batch, known);
  await save(query, picture.changed, holding.loaded);
  const recorded = await numbered(query, picture.changed.recordings, block);
  const due = plan.recordings.due();
  await saveRecordings(query, [...due, ...recorded.filter(({ recording }) => recording.alert)]);
  return { answers, recorded, written: due.length };
}

function wantedBy({ batch, known }: Plan): Wanted {
  const wanted = new Wanted();
  for (const { scope } of batch) wanted.addScope(scope);
  wanted.addAll(known);
  return wanted;
}

function hintsOf(batch: readonly Waiting[]): Hints {
  return {
    channels: new Set(batch.flatMap(({ scope }) => scope.channels)),
    mayEnd: batch.some(({ scope }) => scope.numbers.length + scope.timers.length > 0),
  };
}

interface Decided {
  readonly picture: Picture;
  readonly answers: readonly Answer[];
}

async function decideAll(
  holding: Holding,
  batch: readonly Waiting[],
  known: Wanted,
): Promise<Decided> {
  for (let round = 0; round < ROUNDS; round++) {
    const decided = decideOnce(holding.loaded, batch);
    const { wanted } = decided.picture;
    if (wanted.isEmpty) return decided;
    known.addAll(wanted);
    if (wanted.mustBeginAnew) throw new Contended();
    await holding.get(wanted);
  }
  throw new Error('A decision read something new each time it was asked.');
}

function decideOnce(loaded: Loaded, batch: readonly Waiting[]): Decided {
  const picture = new Picture(loaded);
  const answers: Answer[] = [];
  for (const waiting of batch) {
    const answer = answerOf(waiting, picture);
    if (picture.wantsToBeAlone && picture.wanted.isEmpty) break;
    answers.push(answer);
    if ('decision' in answer) picture.apply(answer.decision.changes);
  }
  return { picture, answers };
}

function answerOf({ decide }: Waiting, picture: Picture): Answer {
  try {
    return { decision: decide(picture) };
  } catch (thrown) {
    return { thrown };
  }
}

const BEGIN = `SELECT nextval('recording_block') AS block, pg_current_xact_id()::text AS transaction`;

interface Begun {
  readonly block: number;
  readonly transaction: string;
}

/** Takes places for recordings, and asks which transaction this is. */
async function begin(query: Query): Promise<Begun> {
  return oneRow(await query<Begun>(BEGIN, []));
}
