import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncidentAct } from '../../domain/command.ts';
import { stored } from '../faults.ts';
import { type Fields, fieldsOf, textAt } from '../json-fields.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';
import { accepted, unprocessable } from './answers.ts';
import { alertOf, aliasOf, identify, type Known } from './identify.ts';
import type { Action } from './request-id.ts';
import { senderOf } from './sender.ts';

const LONGEST_NOTE = 3_000;

/** A request about one alert that is known, and what came with it. */
export interface Asked {
  readonly deps: IntakeDeps;
  readonly sender: Sender;
  readonly body: Fields;
}

/** What is done about an alert; false: it was so already. */
export type Perform = (asked: Asked, known: Known) => Promise<boolean>;

/** Carries out a request about an alert; one that is unknown is told when its status is asked for, as Opsgenie does. */
export function performing(action: Action, perform: Perform, needs: string | null = null) {
  return async (deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) => {
    const sender = senderOf(deps, request);
    const body = fieldsOf(request.body);
    if (needs !== null && textAt(body, needs) === '') {
      throw unprocessable(needs, `${needs[0]?.toUpperCase()}${needs.slice(1)} can not be empty.`);
    }
    const found = await identify(deps, sender, request);
    let isSuccess = false;
    for (const known of found) {
      isSuccess = (await perform({ deps, sender, body }, known)) || isSuccess;
    }
    const number = found[0]?.incident.number ?? 0;
    return accepted(reply, { action, at: deps.clock.now(), isSuccess, number });
  };
}

/** `POST …/acknowledge`. */
export const acknowledge: Perform = (asked, known) =>
  withNote(asked, known, { verb: 'acknowledge' });

/** `POST …/unacknowledge`. */
export const unacknowledge: Perform = (asked, known) =>
  withNote(asked, known, { verb: 'unacknowledge' });

/** `POST …/notes`. */
export const addNote: Perform = (asked, known) => act(asked, known, noteIn(asked));

/**
 * `POST …/close`: the alert ends, as when a monitor says so; where somebody puts their name or a note to it, the incident is
 * over at once, without the quiet time that waits for a return.
 */
export const close: Perform = async (asked, known) => {
  const ended = await end(asked, known);
  const note = textAt(asked.body, 'note', LONGEST_NOTE);
  if (ended && note === '' && textAt(asked.body, 'user') === '') return true;
  return (await resolve(asked, known, note)) || ended;
};

/** `DELETE`: nothing is deleted here, but the incident is over. */
export const remove: Perform = async (asked, known) => {
  const ended = await end(asked, known);
  return (await resolve(asked, known, 'The alert was deleted.')) || ended;
};

function resolve(asked: Asked, known: Known, note: string): Promise<boolean> {
  return act(asked, known, { verb: 'resolve', note, whileFiring: 'reopen' });
}

async function end({ deps, sender }: Asked, { alert }: Known): Promise<boolean> {
  const alias = aliasOf(alert);
  if (alias === '' || alert?.status !== 'firing') return false;
  // Its own words, so that the audit says what ended: a close has none.
  const { content } = alert;
  const over = { ...alertOf(sender, alias), content, status: 'resolved' } as const;
  await deps.takeIn(sender, { alerts: [over], rejected: [] });
  return true;
}

async function withNote(asked: Asked, known: Known, wanted: IncidentAct): Promise<boolean> {
  const isDone = await act(asked, known, wanted);
  const note = noteIn(asked);
  if (note.text !== '') await act(asked, known, note);
  return isDone;
}

function noteIn({ body }: Asked) {
  return { verb: 'note', text: textAt(body, 'note', LONGEST_NOTE) } as const;
}

/** Has a command carried out in the name of whoever the request names. */
export async function act(
  { deps, body }: Pick<Asked, 'deps' | 'body'>,
  { incident: { number } }: Known,
  wanted: IncidentAct,
): Promise<boolean> {
  const name = textAt(body, 'user', 100) || textAt(body, 'source', 100) || 'Opsgenie API';
  const actor = { type: 'api', name } as const;
  const outcome = await stored(deps.act({ type: 'incident', number, actor, act: wanted }));
  return outcome.type === 'done';
}
