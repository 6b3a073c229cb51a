import { STATUSES, WITHHELD } from '../../domain/incident.ts';
import { SEVERITIES } from '../../domain/severity.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const integer = { type: 'integer' };
const flag = { type: 'boolean' };
const time = { type: 'string', format: 'date-time' };
const texts = listOf(text);
const labels = { type: 'object', additionalProperties: text };
const severity = { enum: SEVERITIES };
const anything = { type: 'object' };

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object with all of these fields and no others. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false };
}

function page(name: string, items: Schema): Schema {
  return object({ [name]: listOf(items), next_cursor: orNull(text) });
}

const incident = {
  number: integer,
  title: text,
  description: text,
  status: { enum: STATUSES },
  severity,
  muted: flag,
  muted_until: orNull(time),
  mute_ends_early: listOf(anything),
  assignee: orNull(text),
  assignee_name: orNull(text),
  alert_count: integer,
  firing_count: integer,
  occurrence_count: integer,
  withheld: orNull({ enum: WITHHELD }),
  withheld_by: orNull(text),
  flapping: flag,
  opened_at: time,
  first_seen_at: time,
  last_seen_at: time,
  acknowledged_at: orNull(time),
  acknowledged_by: orNull(text),
  resolved_at: orNull(time),
  resolved_by: orNull(text),
  resolution: orNull(object({ how: { enum: ['alerts', 'person', 'expired'] }, note: text })),
  labels,
  hosts: texts,
  source: text,
  channel: text,
  route: text,
  url: orNull(text),
  runbook_url: orNull(text),
  slack: orNull(object({ channel: text, ts: text, permalink: orNull(text) })),
};

const alert = {
  fingerprint: text,
  status: { enum: ['firing', 'resolved'] },
  title: text,
  description: text,
  severity,
  host: orNull(text),
  url: orNull(text),
  source: text,
  labels,
  annotations: labels,
  suppressed: orNull(
    object({ reason: { enum: ['silenced', 'inhibited', 'maintenance'] }, by: text }),
  ),
  route: text,
  rules: texts,
  starts_at: time,
  ends_at: orNull(time),
  first_seen_at: time,
  last_seen_at: time,
  occurrence_count: integer,
  period_count: integer,
};

const silence = {
  id: text,
  matchers: texts,
  kind: { enum: ['silence', 'maintenance'] },
  state: { enum: ['pending', 'active', 'expired'] },
  starts_at: time,
  ends_at: time,
  author: text,
  reason: text,
  repeats: orNull(object({ cron: text, duration: text, timezone: text })),
  hid: object({ firings: integer, incidents: integer }),
  updated_at: time,
};

const timelineEntry = {
  seq: integer,
  at: time,
  actor: object({ type: text, id: orNull(text), name: text }),
  reason: text,
  kind: text,
  details: anything,
};

const auditEntry = {
  at: time,
  last: time,
  count: integer,
  title: orNull(text),
  labels,
  reason: text,
  untold: orNull(text),
  ignored_by: orNull(text),
  incident: orNull(integer),
  text,
};

const figures = object({
  alerts: integer,
  incidents: integer,
  cards: integer,
  messages: integer,
  messages_per_card: orNull({ type: 'number' }),
  needed_person: integer,
  with_nobody: integer,
  flapping: integer,
  time_to_acknowledge: orNull(text),
  time_to_resolve: orNull(text),
});

const stats = {
  from: time,
  to: time,
  timezone: text,
  channel: orNull(text),
  figures,
  before: orNull(figures),
  cards_per_day: listOf(integer),
  noisy: listOf(
    object({
      title: text,
      cards: integer,
      acknowledged: integer,
      mutes: integer,
      longest: orNull(text),
    }),
  ),
  suggestions: listOf(
    object({
      id: text,
      about: text,
      finding: text,
      proposal: text,
      matchers: texts,
      fewer_cards: integer,
      missed: integer,
      later: orNull(text),
      under: text,
      lines: text,
    }),
  ),
};

/** What the API answers, by name, as JSON Schema. */
export const SCHEMAS = {
  Incident: object(incident),
  IncidentWithAlerts: object({ ...incident, alerts: listOf(ref('Alert')) }),
  Incidents: page('incidents', ref('Incident')),
  Alert: object(alert),
  Timeline: page('entries', object(timelineEntry)),
  Why: object({ incident: integer, lines: listOf(object({ text, reason: orNull(text) })) }),
  Silence: object(silence),
  Silences: page('silences', ref('Silence')),
  Audit: page('entries', object(auditEntry)),
  Stats: object(stats),
  Accepted: object({ accepted: integer, rejected: listOf(anything) }),
  Document: anything,
  Fault: object({ error: object({ code: text, message: text }) }),
} as const;
