import type { Clock } from '../clock.ts';
import { nameOf } from '../domain/actor.ts';
import type { Delivery } from '../domain/delivery.ts';
import { headlineOf, type Incident, isMuted, isOpen } from '../domain/incident.ts';
import type { MovedIncident, Notice } from '../domain/notice.ts';
import { isCalling } from '../engine/delivery/calls.ts';
import { type Arrival, whoComes } from '../engine/delivery/moving.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { POSTED, putNotice } from './put-notice.ts';
import type { Situations } from './situations.ts';
import { untold } from './untold.ts';

/** What moving to another workspace needs. */
export interface MoveDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Queue;
  /** How many cards may come anew to a channel at once; null: as many as there are. */
  readonly roomToMove: () => number | null;
}

type Waiting = Pick<Arrival, 'id' | 'number'>;

/** What one channel is to show in this workspace. */
interface Channel {
  readonly arrivals: Arrival[];
  /** Those whose card is here from an earlier stay. */
  readonly back: string[];
  /** How many came before, when a start was cut short, and who waits since. */
  came: number;
  readonly waiting: Waiting[];
}

/** So many of those that wait are named. */
const NAMED = 20;

/** Has what is open, and has its card in another workspace, come to this one: each channel gets as many cards as it has room for. */
export async function moveIn(
  deps: MoveDeps,
  situations: Situations,
  incidents: AsyncIterable<Incident>,
): Promise<void> {
  const team = await situations.team();
  const channels = new Map<string, Channel>();
  const storms = new Set<string>();
  for await (const shown of incidents) {
    const delivery = await deps.store.delivery(shown.id);
    if (shown.withheld === 'storm' && shown.withheldBy !== null) storms.add(shown.withheldBy);
    if (delivery) await sort(deps, { shown, delivery, team }, channelOf(channels, shown));
  }
  for (const storm of storms) await move(deps, situations, { id: storm, waits: false });
  for (const [name, channel] of channels) {
    await moveChannel(deps, situations, { name, channel, team });
  }
}

function channelOf(channels: Map<string, Channel>, { channel }: Incident): Channel {
  const known = channels.get(channel) ?? { arrivals: [], back: [], came: 0, waiting: [] };
  channels.set(channel, known);
  return known;
}

/** Finds out what an incident is to a channel: one that came, one that waits, or one that has its card elsewhere. */
async function sort(
  deps: MoveDeps,
  found: { readonly shown: Incident; readonly delivery: Delivery; readonly team: string },
  channel: Channel,
): Promise<void> {
  const { shown, delivery, team } = found;
  if (delivery.elsewhere?.some((each) => each.team === team)) channel.back.push(shown.id);
  else if (delivery.team !== team) channel.arrivals.push(await arrivalOf(deps, shown, delivery));
  else if (delivery.waitsBeyond !== undefined) channel.waiting.push(shown);
  else if (delivery.elsewhere) channel.came += 1;
}

async function arrivalOf(
  { store, clock }: MoveDeps,
  shown: Incident,
  delivery: Delivery,
): Promise<Arrival> {
  const now = clock.now();
  const subject = { type: 'incident', shown } as const;
  const entries = await untold(store, subject, delivery);
  const { id, number, severity, status } = shown;
  const isNobodys = status === 'triggered' && !isMuted(shown, now);
  return { id, number, severity, isNobodys, calls: isCalling({ subject, delivery, entries, now }) };
}

async function moveChannel(
  deps: MoveDeps,
  situations: Situations,
  { name, channel, team }: { readonly name: string; channel: Channel; readonly team: string },
): Promise<void> {
  const room = (deps.roomToMove() ?? Number.POSITIVE_INFINITY) - channel.came;
  const { come, wait } = whoComes(channel.arrivals, Math.max(0, room));
  if (wait.length > 0) {
    const waiting = [...wait, ...channel.waiting];
    // The same for all processes, however far each is.
    const id = `moved:${team}:${name}:${Math.max(...waiting.map(({ number }) => number))}`;
    await tell(deps, { id, channel: name, came: come.length + channel.came, waiting });
  }
  for (const id of channel.back) await move(deps, situations, { id, waits: false });
  for (const { id } of come) await move(deps, situations, { id, waits: false });
  for (const { id } of wait) await move(deps, situations, { id, waits: true });
}

async function move(
  { store }: MoveDeps,
  situations: Situations,
  { id, waits }: { readonly id: string; readonly waits: boolean },
): Promise<void> {
  const subject = await store.subject(id);
  if (subject) await situations.move(subject, waits);
}

/** Names those that wait, before they do: a start that is cut short in between tells of them all the same. */
async function tell(
  deps: MoveDeps,
  told: Pick<Notice, 'id' | 'channel'> & {
    readonly came: number;
    readonly waiting: readonly Waiting[];
  },
): Promise<void> {
  const { id, channel, came, waiting } = told;
  if (await deps.store.notice(id)) return;
  const now = deps.clock.now();
  const incidents = await Promise.all(
    waiting.slice(0, NAMED).map((each) => deps.store.subject(each.id)),
  );
  const first = incidents.flatMap((subject) =>
    subject?.type === 'incident' && isOpen(subject.shown) ? [named(subject.shown)] : [],
  );
  const content = { kind: 'moved', came, waiting: waiting.length, first } as const;
  await putNotice(deps, { id, channel, at: now, content, ...POSTED });
}

function named(incident: Incident): MovedIncident {
  const { number, severity, acknowledged, assignee } = incident;
  const by = acknowledged ? nameOf(acknowledged.by) : null;
  return { number, severity, title: headlineOf(incident), who: assignee?.name ?? by };
}
