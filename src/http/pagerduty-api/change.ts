import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Incident } from '../../domain/incident.ts';
import { labelOf } from '../../domain/labels.ts';
import { bodyOf } from '../body.ts';
import { stored } from '../faults.ts';
import { type Fields, fieldsOf, textAt, valueAt } from '../json-fields.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';
import { type ChangeEvent, changeFrom } from './event.ts';
import { senderOf } from './sender.ts';

/** `POST /v2/change/enqueue`: an entry on the timeline of the open incidents of its service, and told to nobody. */
export async function enqueueChange(
  deps: IntakeDeps,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const change = changeFrom(bodyOf(request));
  const sender = senderOf(deps, change.routingKey);
  const actor = { type: 'api', name: sourceOf(change) || sender.origin.name } as const;
  const summary = textAt(payloadOf(change), 'summary');
  const act = { verb: 'change', summary, url: urlOf(change) } as const;
  for (const { number } of await incidentsOf(deps, sender, serviceOf(change))) {
    await stored(deps.act({ type: 'incident', number, actor, act }));
  }
  return reply.code(202).send({ status: 'success', message: 'Change event processed' });
}

/** How many are read at once, and looked through at most. */
const PAGE = 200;
const MOST_LOOKED_AT = 1_000;

/** Those of the service that the change names; without one those of its routing key, which is PagerDuty's service. */
async function incidentsOf(
  deps: IntakeDeps,
  { origin }: Sender,
  service: string,
): Promise<readonly Incident[]> {
  const isMeant = ({ labels, source }: Incident) =>
    service ? labelOf(labels, 'service') === service : source === origin.name;
  const found: Incident[] = [];
  let below: number | undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
    const page = await openIncidents(deps, service, below);
    found.push(...page.filter(isMeant));
    if (page.length < PAGE) break;
    below = page.at(-1)?.number;
  }
  return found;
}

function openIncidents(
  { store, clock }: IntakeDeps,
  service: string,
  below: number | undefined,
): Promise<readonly Incident[]> {
  const more = { ...(service && { text: service }), ...(below !== undefined && { below }) };
  return stored(store.incidents({ status: 'open', now: clock.now(), limit: PAGE, ...more }));
}

/** Some links are longer than what they stand beside. */
const LONGEST_LINK = 1_500;

/** The first of its links; null where that leads nowhere. */
function urlOf({ fields }: ChangeEvent): string | null {
  const href = textAt(fieldsOf(valueAt(fields, 'links')), 'href', LONGEST_LINK);
  return /^https?:\/\//i.test(href) && URL.canParse(href) ? href : null;
}

function sourceOf(change: ChangeEvent): string {
  return textAt(payloadOf(change), 'source', 100);
}

function serviceOf(change: ChangeEvent): string {
  return textAt(fieldsOf(valueAt(payloadOf(change), 'custom_details')), 'service');
}

function payloadOf({ fields }: ChangeEvent): Fields {
  return fieldsOf(valueAt(fields, 'payload'));
}
