import type { IncidentAct } from '../domain/command.ts';
import type { Outcome } from '../domain/decision.ts';
import type { Incident } from '../domain/incident.ts';
import type { Asker } from './asker.ts';
import { faultAnswer, notFoundAnswer, refusalAnswer } from './blocks/index.ts';
import type { Desk } from './desk.ts';

/**
 * Does what a person wants done with an incident. Its card follows at once, and a refusal is told to them alone, since it
 * is no news to anybody else. Answers the incident when it was done.
 */
export async function perform(
  desk: Desk,
  asker: Asker,
  number: number,
  act: IncidentAct,
): Promise<Incident | undefined> {
  const actor = await asker.actor();
  const outcome = await desk.act({ type: 'incident', number, actor, act });
  if (outcome.type === 'refused') {
    await refuse(desk, asker, number, outcome);
    return undefined;
  }
  if (outcome.type !== 'done')
    throw new Error(`A wish about INC-${number} ended as ${outcome.type}.`);
  await showNow(desk, asker, outcome.incident);
  return outcome.incident;
}

/** Brings the card up to date. Where Slack does not take that now, the person hears that their wish is saved. */
export async function showNow(desk: Desk, asker: Asker, incident: Incident): Promise<void> {
  await deliver(desk, incident.number);
  const delivery = await desk.store.delivery(incident.id);
  const shown = delivery?.card?.revision ?? 0;
  if (shown >= incident.cardRevision) return;
  await asker.tell(faultAnswer(incident)).catch((error: unknown) => {
    desk.log.warn(
      { error, number: incident.number },
      'a person could not be told that their wish is saved',
    );
  });
}

/** Draws the card anew: what the person sees is out of date, or a select in it shows what they chose. */
export async function redraw(desk: Desk, asker: Asker, number: number): Promise<void> {
  const actor = await asker.actor();
  await desk.act({ type: 'incident', number, actor, act: { verb: 'refresh' } });
  await deliver(desk, number);
}

async function deliver(desk: Desk, number: number): Promise<void> {
  try {
    await desk.deliverNow(number);
  } catch (error) {
    // What is wanted is saved, so the delivery loop will bring it.
    desk.log.warn({ error, number }, 'card not updated at once');
  }
}

/** The incident of that number, or else the person hears that there is none. */
export async function known(
  desk: Desk,
  asker: Asker,
  number: number,
): Promise<Incident | undefined> {
  const incident = await desk.store.incidentNumbered(number);
  if (!incident) await asker.tell(await notFound(desk, number));
  return incident;
}

/** The answer for a number that no incident has. */
export async function notFound(desk: Desk, number: number) {
  const [newest] = await desk.store.incidents({ limit: 1, now: desk.clock.now() });
  return notFoundAnswer(number, newest?.number ?? null);
}

async function refuse(
  desk: Desk,
  asker: Asker,
  number: number,
  { refusal, incident }: Extract<Outcome, { type: 'refused' }>,
): Promise<void> {
  if (!incident) return asker.tell(await notFound(desk, number));
  await asker.tell(refusalAnswer(incident, refusal, desk.clock.now()));
  await redraw(desk, asker, number);
}
