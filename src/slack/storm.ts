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
/** Nobody reads on after so many. */
const NAMED = 10_000;
/** Of those that speak of a group, one is of it. */
const LOOKED_AT = 200;

/**
 * A page of a storm's incidents, for one person: at first those that have a card, then those that were named, the newest
 * first. `left`: how many were left by the page before, so that those that come meanwhile move nobody; null: it is the first.
 */
export async function stormListOf(
  desk: Desk,
  storm: Storm,
  left: number | null,
): Promise<MessageBody> {
  const all = await numbersOf(desk, storm);
  const from = left === null ? 0 : Math.max(0, all.length - left);
  const page = all.slice(from, from + LISTED);
  const found = page.map((number) => desk.store.incidentNumbered(number));
  const incidents = (await Promise.all(found)).flatMap((incident) => incident ?? []);
  const links = await linksTo(desk, incidents);
  const surface = surfaceAt(desk.clock.now());
  const behind = all.length - from - page.length;
  const others = Math.max(0, storm.incidentCount - all.length);
  const shown = { storm, incidents, left: behind, others };
  return stormList(shown, (number) => links.get(number) ?? null, surface);
}

async function numbersOf({ store }: Desk, storm: Storm): Promise<readonly number[]> {
  const { id, first, critical, named } = storm;
  const entries = await store.timeline(id, Math.max(0, named - NAMED), NAMED);
  const numbers = entries.flatMap(({ what }) => (what.kind === 'named' ? [what.number] : []));
  return [...new Set([first.number, ...critical.numbers, ...numbers.reverse()])];
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
