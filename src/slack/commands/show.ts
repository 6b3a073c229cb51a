import { showOf } from '../looking.ts';
import { notFound } from '../perform.ts';
import type { Subcommand } from './command.ts';
import { readIncident } from './incident-command.ts';

const EXAMPLE = 'show 12';

/** `/incident show 12`: its card, with buttons that work. */
export const show: Subcommand = {
  name: 'show',
  also: [],
  example: EXAMPLE,
  async run(call, desk) {
    const named = readIncident(call, EXAMPLE);
    if ('text' in named) return named;
    const incident = await desk.store.incidentNumbered(named.number);
    return incident ? showOf(desk, incident) : notFound(desk, named.number);
  },
};
