import type { Alert } from '../domain/alert.ts';
import type { Severity } from '../domain/severity.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, severityIn, textOf } from './shared/reading.ts';
import { alertFrom, flatTexts } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** Opsgenie's outgoing webhook: https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/. */
export const opsgenie: Source = {
  type: 'opsgenie',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Opsgenie',
    steps: [
      'Open Settings, Integrations, Add integration, Webhook, with {url} as the webhook URL.',
      'Add the header "X-Quell-Key" with {key}, and the alert description and details to the payload.',
      'Let it post when an alert is created, acknowledged, escalated, closed and deleted.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

const STATES: Readonly<Record<string, Alert['status'] | null>> = {
  create: 'firing',
  acknowledge: 'firing',
  unacknowledge: 'firing',
  escalate: 'firing',
  escalatenext: 'firing',
  updatepriority: 'firing',
  updatemessage: 'firing',
  updatedescription: 'firing',
  close: 'resolved',
  delete: 'resolved',
  addnote: null,
  addtags: null,
  removetags: null,
  adddetails: null,
  removedetails: null,
  addteam: null,
  addresponder: null,
  addrecipient: null,
  assignownership: null,
  takeownership: null,
  snooze: null,
  snoozeended: null,
  customaction: null,
  testaction: null,
};

/** `P1` to `P5`; older payloads have the bare number. */
const PRIORITIES: Readonly<Record<string, Severity>> = {
  1: 'critical',
  2: 'error',
  3: 'warning',
  4: 'info',
  5: 'info',
};

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const { at, text, note } = entry;
  const action = text('action');
  if (action === '' || at('alert') === undefined) throw notOf('Opsgenie', '"action" with "alert"');
  const status = statusOf(entry, action);
  if (status === null) {
    note(`The action ${action} changes nothing of whether the alert is open.`);
    return [];
  }
  return [openAlert(entry.of(at('alert')), entry, { status, origin })];
}

function statusOf({ note }: Reading, action: string): Alert['status'] | null {
  const known = Object.hasOwn(STATES, action.toLowerCase())
    ? STATES[action.toLowerCase()]
    : undefined;
  if (known !== undefined) return known;
  note(`The action ${JSON.stringify(action.slice(0, 40))} is not known: taken as firing.`);
  return 'firing';
}

interface Stand {
  readonly status: Alert['status'];
  readonly origin: Origin;
}

/** The alert as ours; `whole` is the action on it. */
function openAlert(alert: Reading, whole: Reading, { status, origin }: Stand): Alert {
  const { text, firstText, fields } = alert;
  const id = firstText('alertId', 'id', 'tinyId', 'alias');
  const told = {
    status,
    name: text('message') || 'Opsgenie alert',
    description: text('description'),
    severity: severityIn(text('priority'), PRIORITIES, 'warning'),
    labels: {
      service: firstText('details.service', 'entity', 'details.Service'),
      env: firstText('details.env', 'details.environment'),
      host: firstText('details.host', 'details.hostname'),
      entity: text('entity'),
    },
    annotations: {
      ...flatTexts(fields('details')),
      tags: alert.list('tags').map(textOf).filter(Boolean).join(', '),
      from: text('source'),
      alias: text('alias'),
      number: text('tinyId'),
      by: text('username'),
      action: whole.text('action'),
    },
    url: pageOf(text('alertId')),
    dedupKey: id,
    startsAt: alert.time('createdAt') ?? alert.time('insertedAt'),
  };
  return alertFrom(told, origin);
}

function pageOf(id: string): string {
  return id === '' ? '' : `https://app.opsgenie.com/alert/detail/${encodeURIComponent(id)}/details`;
}
