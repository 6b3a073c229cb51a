import { LEVELS } from '../../domain/error-event.ts';
import { ERROR_STATUSES } from './error-groups-json.ts';
import {
  flag,
  integer,
  labels,
  listOf,
  object,
  orNull,
  type Schema,
  text,
  texts,
  time,
} from './openapi-parts.ts';

const level = { enum: LEVELS };
const trend = object({ each: text, counts: listOf(integer) });

/** An error group in a list. */
export const errorGroup: Readonly<Record<string, Schema>> = {
  id: text,
  project: text,
  title: text,
  type: text,
  culprit: text,
  level,
  logger: text,
  because: text,
  status: { enum: ERROR_STATUSES },
  events: integer,
  users: integer,
  users_estimated: flag,
  first_seen_at: time,
  last_seen_at: time,
  first_release: orNull(text),
  last_release: orNull(text),
  environments: texts,
  incident: orNull(integer),
  spiking_since: orNull(time),
  trend,
};

const counted = { type: 'object', additionalProperties: integer };

/** An error group by itself. */
export const wholeErrorGroup: Readonly<Record<string, Schema>> = {
  ...errorGroup,
  trend_by_hour: trend,
  tags: { type: 'object', additionalProperties: counted },
  resolution: orNull(object({ at: time, by: text, release: orNull(text), in_next_release: flag })),
  merged_into: orNull(text),
  merged_because: orNull({ enum: ['person', 'version'] }),
};

const frame = object({
  path: text,
  module: text,
  function: text,
  line: orNull(integer),
  code: text,
  before: texts,
  after: texts,
  in_app: flag,
  vars: labels,
});

const exception = object({
  type: text,
  value: text,
  synthetic: flag,
  handled: orNull(flag),
  frames: listOf(frame),
});

const breadcrumb = object({
  at: orNull(time),
  category: text,
  level: text,
  message: text,
  data: labels,
});

/** An event of an error that is kept. */
export const errorEvent: Readonly<Record<string, Schema>> = {
  id: text,
  group: text,
  received_at: time,
  kept_as: orNull({ enum: ['first', 'regression', 'unignored'] }),
  project: text,
  at: time,
  level,
  platform: text,
  environment: text,
  release: text,
  logger: text,
  transaction: text,
  server: text,
  message: text,
  template: text,
  exceptions: listOf(exception),
  fingerprint: texts,
  tags: labels,
  user: orNull(object({ id: text, email: text, name: text, ip: text })),
  request: orNull(object({ method: text, url: text, query: text, headers: labels, data: text })),
  breadcrumbs: listOf(breadcrumb),
  contexts: labels,
  extra: labels,
  sdk: text,
};

const deploy = object({ environment: text, at: time, name: text, url: orNull(text) });
const commit = object({
  id: text,
  author: text,
  message: text,
  repository: text,
  at: orNull(time),
  files: texts,
});

/** A release of a project. */
export const release: Readonly<Record<string, Schema>> = {
  project: text,
  version: text,
  first_seen_at: time,
  deploys: listOf(deploy),
  commits: listOf(commit),
  url: orNull(text),
};
