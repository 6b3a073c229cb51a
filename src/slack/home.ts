import type { Incident } from '../domain/incident.ts';
import { silenceState } from '../domain/silence.ts';
import { type HomePage, Homes, type HomesDeps } from '../flow/homes.ts';
import { ITSELF } from '../flow/listening.ts';
import { needs } from './blocks/home/needs.ts';
import { type HomeFacts, homeBlocks, homeView, LOOKED_AT, mostUrgent } from './blocks/index.ts';
import type { Desk } from './desk.ts';
import { deliveryFailure } from './failures.ts';
import { linksTo } from './looking.ts';
import { type Week, weekOf } from './week.ts';

/** What a Home is made of. */
type Shelf = Pick<Desk, 'store' | 'clock' | 'identity' | 'web' | 'week'>;

/** What all Homes need. */
type Deps = Omit<Shelf, 'week'> &
  Pick<Desk, 'report'> &
  Pick<HomesDeps, 'log' | 'ledger'> & { readonly wakeHomes: HomesDeps['wake'] };

/** The Homes that people have open, and the numbers of the week that they show. */
export function homesOf(deps: Deps): { readonly homes: Homes; readonly week: Week } {
  const week = weekOf({ ...deps, counted: () => homes.changed() });
  const shelf = { ...deps, week };
  const states = new WeakMap<object, Promise<State>>();
  const draw = async (person: string, round: object) => {
    const state = states.get(round) ?? stateNow(shelf);
    states.set(round, state);
    return homeOf(shelf, person, await state);
  };
  const homes = new Homes({ ...deps, draw, wake: deps.wakeHomes });
  return { homes, week };
}

/** The Home of a person as it should be now. */
async function homeOf(shelf: Shelf, userId: string, state: State): Promise<HomePage> {
  const facts = await factsFor(shelf, userId, state);
  const blocks = homeBlocks(facts);
  return {
    says: JSON.stringify(blocks),
    async publish() {
      const view = homeView(blocks, facts.now);
      await shelf.web.views.publish({ user_id: userId, view }).catch((error: unknown) => {
        throw deliveryFailure(error);
      });
    },
  };
}

/** What the Homes of all people are drawn from. */
type State = Pick<HomeFacts, 'now' | 'withheld' | 'last' | 'silences' | 'heard' | 'week'> & {
  readonly open: readonly Incident[];
};

async function stateNow(shelf: Shelf): Promise<State> {
  const { store, clock, week } = shelf;
  const now = clock.now();
  const query = { status: 'open', limit: LOOKED_AT, now } as const;
  const open = await store.incidents({ ...query, hideWithheld: true });
  const all = await store.incidents(query);
  const isQuiet = open.length === 0;
  const [last = null] = isQuiet ? await store.incidents({ status: 'resolved', limit: 1, now }) : [];
  const silences = await store.silences();
  return {
    now,
    open,
    withheld: all.filter(({ withheld }) => withheld !== null && withheld !== 'storm').length,
    last,
    silences: silences.filter((silence) => silenceState(silence, now) === 'active'),
    heard: isQuiet ? await heardLately(shelf) : [],
    week: week.glance(),
  };
}

async function factsFor(shelf: Shelf, userId: string, state: State): Promise<HomeFacts> {
  const { open, ...others } = state;
  const { now, last } = state;
  const waiting = open.filter((incident) => needs(incident, userId, now));
  const rest = open.filter((incident) => !needs(incident, userId, now));
  const named = [mostUrgent(waiting, now), mostUrgent(rest, now), last ? [last] : []];
  const links = await linksTo(shelf, named.flat());
  const permalink: HomeFacts['permalink'] = ({ number }) => links.get(number) ?? null;
  return { ...others, userId, waiting, others: rest, permalink };
}

/** Who spoke last comes first. */
async function heardLately({ store }: Shelf): Promise<HomeFacts['heard']> {
  const habits = await store.habits();
  return habits.filter(({ name }) => name !== ITSELF).sort((a, b) => b.lastAt - a.lastAt);
}
