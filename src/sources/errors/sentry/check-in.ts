import type { Alert } from '../../../domain/alert.ts';
import { type Fields, fieldOf, isFields, kindOf } from '../../fields.ts';
import { alertFrom, type Told } from '../../shared/told.ts';
import { type Origin, PayloadRejected } from '../../source.ts';
import { textAt, textIn } from '../texts.ts';

/** The run of a job that reported itself. */
interface Run {
  readonly slug: string;
  readonly environment: string;
  readonly status: string;
  readonly origin: Origin;
  readonly fields: Fields;
}

/** How a run ended badly, in words. */
const FAILURES: Readonly<Record<string, string>> = {
  error: 'failed',
  timeout: 'took too long',
  missed: 'did not run',
};

/** The alert of a job's check-in: it failed, or runs well again; null: it has begun. https://develop.sentry.dev/sdk/telemetry/check-ins/ */
export function alertOfCheckIn(payload: unknown, origin: Origin): Alert | null {
  if (!isFields(payload)) throw rejected(`must be an object, and is ${kindOf(payload)}`);
  const slug = textAt(payload, 'monitor_slug', 200);
  const status = textAt(payload, 'status', 20).toLowerCase();
  if (slug === '') throw rejected('needs a "monitor_slug", the name of its job');
  if (status === 'in_progress') return null;
  const environment = textAt(payload, 'environment', 100) || 'production';
  return alertFrom(told({ slug, environment, status, origin, fields: payload }), origin);
}

function rejected(what: string): PayloadRejected {
  return new PayloadRejected('malformed', `A check-in ${what}.`);
}

function told({ slug, environment, status, origin, fields }: Run): Told {
  const failure = Object.hasOwn(FAILURES, status) ? FAILURES[status] : undefined;
  if (failure === undefined && status !== 'ok') {
    throw rejected('must have a "status": in_progress, ok or error');
  }
  const { project = origin.name } = origin;
  return {
    status: failure === undefined ? 'resolved' : 'firing',
    name: `Job ${slug} failed`,
    title: `Job ${slug} ${failure ?? 'failed'}`,
    description: durationText(fieldOf(fields, 'duration')),
    severity: 'error',
    labels: {
      service: project,
      env: environment,
      monitor: slug,
      // People are told of it where they are told of its program's errors.
      check_in: 'yes',
      release: textAt(fields, 'release', 200),
    },
    annotations: { check_in_id: textAt(fields, 'check_in_id', 100) },
    dedupKey: ['check-in', slug, environment, ...(project === origin.name ? [] : [project])].join(
      '/',
    ),
  };
}

function durationText(value: unknown): string {
  return typeof value === 'number' && value >= 0.01
    ? `It ran for ${textIn(round(value), 20)} s.`
    : '';
}

function round(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 100) / 100 : Math.round(seconds);
}
