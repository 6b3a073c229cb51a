import type { Incident } from '../../domain/incident.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { notFound } from '../perform.ts';
import type { Subcommand } from './command.ts';
import { readIncident } from './incident-command.ts';
import { misreadAnswer } from './misread-answer.ts';
import { nothingMore } from './parse.ts';

/** A subcommand that shows something of the incident that it names, and changes nothing. */
export function lookingCommand(
  name: string,
  look: (desk: Desk, incident: Incident) => Promise<MessageBody>,
): Subcommand {
  const example = `${name} 12`;
  return {
    name,
    also: [],
    example,
    async run(call, desk) {
      const named = readIncident(call, example);
      if ('text' in named) return named;
      const misread = nothingMore(named.rest);
      if (misread) return misreadAnswer(misread, example);
      const incident = await desk.store.incidentNumbered(named.number);
      return incident ? look(desk, incident) : notFound(desk, named.number);
    },
  };
}
