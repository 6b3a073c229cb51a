import type { Incident } from '../domain/incident.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import type { Storm, StormGroup } from '../domain/storm.ts';
import { stormList } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';
import { linksTo } from './looking.ts';
import { surfaceAt } from './surface.ts';

/** As many as one message has room for. */
const LISTED = 50;
/** Of those that speak of a group, one is of it. */
const LOOKED_AT = 200;

/** The incidents of a storm, for one person: those that have a card, and the newest of those that were named. */
export async function stormListOf(desk: Desk, storm: Storm): Promise<MessageBody> {
  const { id, first, critical, named } = storm;
  const entries = await desk.store.timeline(id, Math.max(0, named - LISTED), LISTED);
  const numbers = entries.flatMap(({ what }) => (what.kind === 'named' ? [what.number] : []));
  const all = [...new Set([first.number, ...critical.numbers, ...numbers.reverse()])];
  const found = all.slice(0, LISTED).map((number) => desk.store.incidentNumbered(number));
  const incidents = (await Promise.all(found)).flatMap((incident) => incident ?? []);
  const links = await linksTo(desk, incidents);
  const surface = surfaceAt(desk.clock.now());
  return stormList(storm, incidents, (number) => links.get(number) ?? null, surface);
}

/** An open incident of one kind in a storm, one with its label if there is any; undefined: all of them are over. */
export async function oneOf(
  { store, clock }: Desk,
  { title, label }: StormGroup,
): Promise<Incident | undefined> {
  const query = { status: 'open', limit: LOOKED_AT, now: clock.now() } as const;
  const found = await store.incidents({ ...query, text: title });
  const alike = found.filter((incident) => incident.title === title);
  return alike.find(({ labels }) => isLabelled(labels, label)) ?? alike[0];
}

function isLabelled(labels: Labels, label: StormGroup['label']): boolean {
  return label === null || labelOf(labels, label.name) === label.value;
}
