import { LEVELS } from '../../domain/error-event.ts';
import { moment, type Operation, PAGE, text } from './openapi-operation.ts';

const FILTERS = {
  project: text,
  environment: text,
  level: { enum: LEVELS },
  release: text,
  q: text,
  since: moment,
};
const EVENT_FILTERS = { ...FILTERS, user: text, before: moment, ...PAGE };
const format = {
  enum: ['json', 'jsonl'],
  description:
    'jsonl, or "Accept: application/x-ndjson": a line of JSON an event, all that match where no limit is given.',
};

/** What the API does about errors that SDKs report. */
export const ERROR_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/errors',
    summary: 'Lists error groups, the one that came last first.',
    query: { ...FILTERS, ...PAGE },
    answer: 'ErrorGroups',
  },
  {
    method: 'get',
    path: '/api/v1/errors/{id}',
    summary: 'Shows an error group; the error_group of an incident is its id.',
    answer: 'WholeErrorGroup',
  },
  {
    method: 'get',
    path: '/api/v1/errors/{id}/events',
    summary: 'Lists the events of an error group that are kept, the newest first.',
    query: EVENT_FILTERS,
    answer: 'ErrorEvents',
  },
  {
    method: 'get',
    path: '/api/v1/events',
    summary: 'Lists events of errors that are kept, the newest first.',
    query: { ...EVENT_FILTERS, format },
    answer: 'ErrorEvents',
  },
  {
    method: 'get',
    path: '/api/v1/events/{id}',
    summary: 'Shows an event that is kept, by the id that its SDK gave it.',
    answer: 'ErrorEvent',
  },
  {
    method: 'get',
    path: '/api/v1/releases',
    summary: 'Lists the releases of a project, the one that was first seen last first.',
    query: { project: text, ...PAGE },
    answer: 'Releases',
  },
];
