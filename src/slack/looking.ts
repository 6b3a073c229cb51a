import type { Incident } from '../domain/incident.ts';
import { silenceState } from '../domain/silence.ts';
import { between, days } from '../domain/time.ts';
import { errorStoryOf } from '../flow/error-story.ts';
import { isWith } from './blocks/home/needs.ts';
import {
  emptyListAnswer,
  type ListFilter,
  type ListPage,
  LOOKED_AT,
  listAnswer,
  maintenanceListAnswer,
  pageOf,
  showAnswer,
  silencesAnswer,
  timelineAnswer,
} from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';
import { permalinkOf } from './identity.ts';
import { surfaceAt } from './surface.ts';

/** How far back "all" goes. */
const ALL_OF = days(7);
/** The newest of a timeline; all of it is in the thread. */
const ENTRIES = 40;
/** As many alerts as a card looks at. */
const ALERTS = 20;

/** What lists are made of. */
type Shelf = Pick<Desk, 'store' | 'clock' | 'identity'>;

/** The list of incidents that a person asked for, from its beginning. */
export function listOf(desk: Shelf, filter: ListFilter, userId: string): Promise<MessageBody> {
  return listPageOf(desk, { filter, behind: null }, userId);
}

/** A page of the list of incidents that a person asked for. */
export async function listPageOf(
  desk: Shelf,
  page: ListPage,
  userId: string,
): Promise<MessageBody> {
  const { filter, behind } = page;
  const incidents = await listed(desk, filter, userId);
  if (incidents.length === 0) return emptyList(desk, filter);
  const now = desk.clock.now();
  const links = await linksTo(desk, pageOf(incidents, now, behind).shown);
  return listAnswer(
    incidents,
    page,
    surfaceAt(now),
    (incident) => links.get(incident.number) ?? null,
  );
}

/** The card of an incident, for one person. */
export async function showOf(desk: Desk, incident: Incident): Promise<MessageBody> {
  const alerts = await desk.store.alertsOf(incident.id, ALERTS);
  const into = incident.resolution?.into ?? null;
  const other = into === null ? undefined : await desk.store.incidentNumbered(into);
  const links = await linksTo(desk, [incident, ...(other ? [other] : [])]);
  const linkTo = (number: number) => links.get(number) ?? null;
  return showAnswer(incident, alerts, surfaceAt(desk.clock.now(), linkTo), {
    permalink: linkTo(incident.number),
    error: await errorStoryOf(desk.store, incident),
  });
}

/** What happened to an incident lately. */
export async function timelineOf(desk: Desk, incident: Incident): Promise<MessageBody> {
  const after = Math.max(0, incident.entryCount - ENTRIES);
  const entries = await desk.store.timeline(incident.id, after, ENTRIES);
  return timelineAnswer(incident, entries, surfaceAt(desk.clock.now()));
}

/** The silences in force or still to come. */
export async function silencesOf(desk: Desk): Promise<MessageBody> {
  const now = desk.clock.now();
  const silences = await desk.store.silences();
  const alive = silences.filter((silence) => silenceState(silence, now) !== 'expired');
  return silencesAnswer(alive, surfaceAt(now));
}

/** The planned work that the configuration has and that people made, as far as it is not over. */
export async function maintenanceOf(desk: Desk): Promise<MessageBody> {
  const now = desk.clock.now();
  const made = (await desk.store.silences()).filter(
    (silence) => silence.kind === 'maintenance' && silenceState(silence, now) !== 'expired',
  );
  const planned = desk
    .policy()
    .maintenance.filter(({ window }) => window.type === 'cron' || window.endsAt > now);
  return maintenanceListAnswer(made, planned, surfaceAt(now));
}

/** All that the list is about: it shows some of it. What is withheld is told to nobody, but for "all"; what a storm withholds is named in its thread. */
async function listed(
  { store, clock }: Shelf,
  filter: ListFilter,
  userId: string,
): Promise<readonly Incident[]> {
  const now = clock.now();
  const query = { limit: LOOKED_AT, now };
  switch (filter) {
    case 'open':
      return store.incidents({ ...query, status: 'open', hideWithheld: true });
    case 'acknowledged':
      return store.incidents({ ...query, status: 'acknowledged' });
    case 'mine': {
      const open = await store.incidents({ ...query, status: 'open' });
      return open.filter((incident) => isWith(incident, userId));
    }
    case 'all': {
      // Open ones may be older than all that is resolved by now.
      const open = await store.incidents({ ...query, status: 'open' });
      const over = await store.incidents({ ...query, status: 'resolved' });
      return [...open, ...over.filter((each) => between(each.lastSeenAt, now) <= ALL_OF)];
    }
  }
}

async function emptyList(desk: Shelf, filter: ListFilter): Promise<MessageBody> {
  const now = desk.clock.now();
  const [last = null] = await desk.store.incidents({ status: 'resolved', limit: 1, now });
  const links = last ? await linksTo(desk, [last]) : new Map<number, string | null>();
  return emptyListAnswer(filter, last, (incident) => links.get(incident.number) ?? null);
}

/** The addresses of the cards, by the incidents' numbers. */
export async function linksTo(
  { store, identity }: Pick<Shelf, 'store' | 'identity'>,
  incidents: readonly Incident[],
): Promise<ReadonlyMap<number, string | null>> {
  const links = incidents.map(async ({ id, number }) => {
    const delivery = await store.delivery(id);
    const ts = delivery?.card?.ts;
    const link =
      delivery && ts !== undefined ? permalinkOf(identity, delivery.channelId, ts) : null;
    return [number, link] as const;
  });
  return new Map(await Promise.all(links));
}
