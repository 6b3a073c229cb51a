import type { Person } from '../../domain/actor.ts';
import { incidentCommand, type ReadContext } from './incident-command.ts';
import { type Assignee, isMisread, readAssignee } from './parse.ts';

/** `/incident assign 12 @bob`: it is his. */
export const assign = incidentCommand({
  name: 'assign',
  also: ['give'],
  example: 'assign 12 @bob',
  async read(words, context) {
    const assignee = readAssignee(words);
    if (isMisread(assignee)) return assignee;
    return { verb: 'assign', to: await personFor(assignee, context) };
  },
  done: (incident) =>
    incident.assignee ? `is with ${incident.assignee.name}` : 'is with nobody in particular',
});

async function personFor(assignee: Assignee, context: ReadContext): Promise<Person | null> {
  switch (assignee.type) {
    case 'user':
      return context.desk.directory.person(assignee.id, assignee.name);
    case 'me': {
      const { id, name } = await context.asker.actor();
      return { id, name };
    }
    case 'nobody':
      return null;
  }
}
