import type { Incident } from '../domain/incident.ts';
import type { TraceLine } from '../domain/trace.ts';
import { explain } from '../engine/why/explain.ts';
import { whyAnswer } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';

/** More than these nobody reads. */
const ALERTS = 500;
const ENTRIES = 1_000;

/** Why people were told of an incident, or were not, for one person. */
export async function whyOf(desk: Desk, incident: Incident): Promise<MessageBody> {
  return whyAnswer(incident, await traceOf(desk, incident));
}

/** The decisions about an incident in plain words. */
export async function traceOf(
  { store, policy }: Desk,
  incident: Incident,
): Promise<readonly TraceLine[]> {
  const { id, withheldBy } = incident;
  const [alerts, timeline, silences, storm] = await Promise.all([
    store.alertsOf(id, ALERTS),
    store.timeline(id, 0, ENTRIES),
    store.silences(),
    // Where something else withholds it, no storm has that id.
    withheldBy === null ? undefined : store.storm(withheldBy),
  ]);
  return explain({ incident, alerts, timeline, silences, policy: policy(), storm: storm ?? null });
}
