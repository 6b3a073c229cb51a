import type { ModalView, PlainTextOption } from '@slack/types';
import type { ErrorGroup } from '../domain/error-group.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import { between, hours } from '../domain/time.ts';
import { type MergeTarget, type Merging, mergeModal, mergeOptions } from './blocks/index.ts';
import type { Desk } from './desk.ts';

/** As many as are looked through, and as many as anybody reads. */
const LOOKED_AT = 100;
const OFFERED = 20;
/** What began this near to each other may have one cause. */
const NEAR = hours(1);

/** The modal that asks into which incident, with the likeliest filled in where one stands out. */
export async function mergeModalFor(desk: Desk, incident: Incident): Promise<ModalView> {
  const merging = await mergingOf(desk, incident);
  const [likeliest] = await targetsFor(desk, incident, '');
  const standsOut = likeliest?.sameType && likeliest.sameProject;
  return mergeModal(merging, standsOut ? likeliest : null);
}

/** The modal with what is chosen in it. */
export async function mergeModalWith(
  desk: Desk,
  incident: Incident,
  into: number,
): Promise<ModalView> {
  const own = await groupOf(desk, incident);
  const chosen = await desk.store.incidentNumbered(into);
  const group = chosen && (await groupOf(desk, chosen));
  const target = chosen && group ? targetIn(own, chosen, group) : null;
  return mergeModal(await mergingOf(desk, incident), target);
}

/** The incidents that an error may be merged into, the likeliest first: of its type, of its project, begun when it began. */
export async function mergeChoices(
  desk: Desk,
  incident: Incident,
  typed: string,
): Promise<readonly PlainTextOption[]> {
  const merging = await mergingOf(desk, incident);
  return mergeOptions(merging, await targetsFor(desk, incident, typed));
}

async function mergingOf(desk: Desk, incident: Incident): Promise<Merging> {
  const group = await groupOf(desk, incident);
  return {
    incident,
    events: group?.events ?? incident.occurrenceCount,
    firstSeenAt: group?.firstSeenAt ?? incident.firstSeenAt,
    hasOthers: group !== undefined && (await hasOthers(desk, incident, group)),
  };
}

/** An error fires for as long as its incident is open. */
async function hasOthers({ store }: Desk, { id }: Incident, group: ErrorGroup): Promise<boolean> {
  const firing = await store.firing();
  return firing.some(
    ({ incident, content }) =>
      incident !== id && labelOf(content.labels, 'exception_group') === group.id,
  );
}

async function groupOf({ store }: Desk, { error }: Incident): Promise<ErrorGroup | undefined> {
  return error ? store.errorGroup(error.group) : undefined;
}

async function targetsFor(
  desk: Desk,
  incident: Incident,
  typed: string,
): Promise<readonly MergeTarget[]> {
  const own = await groupOf(desk, incident);
  const groups = await candidates(desk, own);
  const found = await Promise.all(
    groups.map(async (group) => {
      const other = group.incident === null ? undefined : await desk.store.incident(group.incident);
      return other && other.id !== incident.id && isOpen(other) && other.error
        ? [targetIn(own, other, group)]
        : [];
    }),
  );
  return found
    .flat()
    .filter((target) => isMeant(target.incident, typed))
    .sort((a, b) => likeness(b, incident) - likeness(a, incident))
    .slice(0, OFFERED);
}

/** Those of its project, and those that came last of all. */
async function candidates(
  { store }: Desk,
  own: ErrorGroup | undefined,
): Promise<readonly ErrorGroup[]> {
  const query = { limit: LOOKED_AT };
  const near = own ? await store.errorGroups({ ...query, project: own.project }) : [];
  const all = await store.errorGroups(query);
  const known = new Map([...near, ...all].map((group) => [group.id, group]));
  return [...known.values()].filter(({ id }) => id !== own?.id);
}

function targetIn(own: ErrorGroup | undefined, incident: Incident, group: ErrorGroup): MergeTarget {
  return {
    incident,
    sameType: own !== undefined && own.type !== '' && own.type === group.type,
    sameProject: own?.project === group.project,
    firstSeenAt: group.firstSeenAt,
  };
}

function isMeant({ number, title, description }: Incident, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  const [, digits] = /^(?:#|inc-?)?(\d{1,9})$/.exec(wanted) ?? [];
  if (digits !== undefined && `${number}`.startsWith(digits)) return true;
  return `${title}\n${description}`.toLowerCase().includes(wanted);
}

function likeness({ sameType, sameProject, firstSeenAt }: MergeTarget, incident: Incident): number {
  const isNear = Math.abs(between(firstSeenAt, incident.firstSeenAt)) <= NEAR;
  return (sameType ? 4 : 0) + (sameProject ? 2 : 0) + (isNear ? 1 : 0);
}
