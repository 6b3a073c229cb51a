import type { Incident } from '../domain/incident.ts';
import type { TraceLine } from '../domain/trace.ts';
import { explain } from '../engine/why/explain.ts';
import { evidenceOn } from '../flow/evidence.ts';
import { whyAnswer } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';

/** Why people were told of an incident, or were not, for one person. */
export async function whyOf(desk: Desk, incident: Incident): Promise<MessageBody> {
  return whyAnswer(incident, await traceOf(desk, incident));
}

/** The decisions about an incident in plain words. */
export async function traceOf(desk: Desk, incident: Incident): Promise<readonly TraceLine[]> {
  return explain(await evidenceOn(incident, desk));
}
