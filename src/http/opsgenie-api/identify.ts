import type { FastifyRequest } from 'fastify';
import type { Alert, TrackedAlert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import { originOf } from '../../engine/identity.ts';
import { PayloadRejected } from '../../sources/source.ts';
import { stored } from '../faults.ts';
import { firingLike } from '../known-alert.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';
import { unprocessable } from './answers.ts';

/** An alert in Opsgenie's sense: its id is our incident's, and its tiny id the incident's number. */
export interface Known {
  readonly incident: Incident;
  /** The alert that it is about; undefined where none is kept. */
  readonly alert: TrackedAlert | undefined;
}

type Find = (deps: IntakeDeps, sender: Sender, identifier: string) => Promise<readonly Known[]>;

/** As in Opsgenie, an alias names an alert only while that is open. */
const BY: Readonly<Record<string, Find>> = {
  id: async (deps, _, id) => withAlert(deps, await stored(deps.store.incident(id))),
  tiny: async (deps, _, tiny) =>
    withAlert(deps, /^\d{1,15}$/.test(tiny) ? await numbered(deps, Number(tiny)) : undefined),
  alias: async (deps, sender, alias) => firingLike(deps, alertOf(sender, alias)),
};

/** What a request is about, once for each of its routes; a sender knows only what came with its own key. */
export async function identify(
  deps: IntakeDeps,
  sender: Sender,
  request: FastifyRequest,
): Promise<readonly Known[]> {
  // Fastify's parsers: the routes that come here have this parameter, and a query is an object.
  const { identifier } = request.params as { readonly identifier: string };
  const { identifierType } = request.query as { readonly identifierType?: unknown };
  const type = typeof identifierType === 'string' ? identifierType : 'id';
  const find = Object.hasOwn(BY, type) ? BY[type] : undefined;
  if (!find) throw unprocessable('identifierType', 'It must be one of id, tiny and alias.');
  const found = await find(deps, sender, identifier);
  return found.filter(({ incident }) => incident.source === sender.origin.name);
}

async function numbered({ store }: IntakeDeps, number: number): Promise<Incident | undefined> {
  return stored(store.incidentNumbered(number));
}

async function withAlert(
  { store }: IntakeDeps,
  incident: Incident | undefined,
): Promise<readonly Known[]> {
  if (!incident) return [];
  const [alert] = await stored(store.alertsOf(incident.id, 1));
  return [{ incident, alert }];
}

/** An alert with nothing but an alias. */
export function alertOf(sender: Sender, alias: string): Alert {
  return alertFrom(sender, { message: '-', alias });
}

/** What such a body says, or 422. */
export function alertFrom({ source, origin }: Sender, body: unknown): Alert {
  try {
    const [alert] = source.parse(body, origin).alerts;
    if (alert) return alert;
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    throw unprocessable('message', error.message);
  }
  throw unprocessable('message', 'It says nothing.');
}

/** The alias that its sender gave it, or was told; empty where it came by another way. */
export function aliasOf(alert: TrackedAlert | undefined): string {
  const [kind, , ...alias] = alert ? originOf(alert.key).split('\0') : [];
  return kind === 'd1' ? alias.join('\0') : '';
}
