import { timelineOf } from '../looking.ts';
import { notFound } from '../perform.ts';
import type { Subcommand } from './command.ts';
import { readIncident } from './incident-command.ts';

const EXAMPLE = 'timeline 12';

/** `/incident timeline 12`: what happened so far. */
export const timeline: Subcommand = {
  name: 'timeline',
  also: [],
  example: EXAMPLE,
  async run(call, desk) {
    const named = readIncident(call, EXAMPLE);
    if ('text' in named) return named;
    const incident = await desk.store.incidentNumbered(named.number);
    return incident ? timelineOf(desk, incident) : notFound(desk, named.number);
  },
};
