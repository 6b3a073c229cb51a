import { STATUSES } from '../../domain/incident.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { ActionBody } from './acts.ts';
import { DeployBody } from './deploys.ts';
import { ERROR_OPERATIONS } from './openapi-error-operations.ts';
import { moment, type Operation, PAGE, text } from './openapi-operation.ts';
import { SilenceBody } from './silence-body.ts';

/** Everything that this API does. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/incidents',
    summary: 'Lists incidents, the newest first; open ones include those that are withheld.',
    query: {
      status: { enum: ['open', ...STATUSES, 'muted'] },
      severity: { enum: SEVERITIES },
      q: text,
      ...PAGE,
    },
    answer: 'Incidents',
  },
  {
    method: 'get',
    path: '/api/v1/incidents/{number}',
    summary: 'Shows an incident with its alerts.',
    answer: 'IncidentWithAlerts',
  },
  {
    method: 'get',
    path: '/api/v1/incidents/{number}/timeline',
    summary: 'Lists what happened in an incident, in order.',
    query: PAGE,
    answer: 'Timeline',
  },
  {
    method: 'get',
    path: '/api/v1/incidents/{number}/why',
    summary: 'Says in plain words why people were told, or were not.',
    answer: 'Why',
  },
  {
    method: 'post',
    path: '/api/v1/incidents/{number}/actions',
    summary: 'Does with an incident what the buttons of its card do.',
    body: ActionBody,
    answer: 'Incident',
  },
  {
    method: 'get',
    path: '/api/v1/silences',
    summary: 'Lists silences and planned maintenance, those that are over included.',
    query: PAGE,
    answer: 'Silences',
  },
  {
    method: 'post',
    path: '/api/v1/silences',
    summary: 'Makes a silence, or maintenance that may be repeated.',
    body: SilenceBody,
    status: 201,
    answer: 'Silence',
  },
  {
    method: 'delete',
    path: '/api/v1/silences/{id}',
    summary: 'Ends a silence now.',
    answer: 'Silence',
  },
  ...ERROR_OPERATIONS,
  {
    method: 'get',
    path: '/api/v1/audit',
    summary: 'Lists what arrived, the newest first, and what became of it.',
    query: {
      from: moment,
      to: moment,
      q: text,
      unheard: {
        type: 'boolean',
        description: 'Only what told nobody although it might have, was ignored, or did not fire.',
      },
      ...PAGE,
    },
    answer: 'Audit',
  },
  {
    method: 'get',
    path: '/api/v1/stats',
    summary: 'Tells how much noise there was, and what would lessen it.',
    query: {
      since: {
        ...moment,
        default: '7d',
        description:
          'An RFC 3339 time, or how long ago: 7d; at most 90d. Alerts are counted as far back as what arrived is kept.',
      },
      channel: { ...text, description: 'As configured, such as #alerts; without it, all.' },
    },
    answer: 'Stats',
  },
  {
    method: 'post',
    path: '/api/v1/deploys',
    summary: 'Tells of a deploy: its release is kept, and the mutes that wait for it end.',
    body: DeployBody,
    status: 202,
    answer: 'Accepted',
  },
  {
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'Describes this API.',
    answer: 'Document',
  },
];
