import type { Breadcrumb, ErrorEvent, Frame, Raised } from './domain/error-event.ts';
import type { ErrorSample } from './domain/error-group.ts';
import type { Instant } from './domain/time.ts';

/** An error event as programs read it: in the REST API, in exports and in the log of errors. */
export function errorJson(event: ErrorEvent) {
  const { at, chain, breadcrumbs, ...rest } = event;
  return {
    ...rest,
    at: time(at),
    exceptions: chain.map(raisedJson),
    breadcrumbs: breadcrumbs.map(breadcrumbJson),
  };
}

/** An event that is kept, with the group that it belongs to. */
export function sampleJson({ group, keepsake, receivedAt, event }: ErrorSample) {
  const { id, ...rest } = errorJson(event);
  return { id, group, received_at: time(receivedAt), kept_as: keepsake, ...rest };
}

function raisedJson({ frames, ...raised }: Raised) {
  return { ...raised, frames: frames.map(frameJson) };
}

function frameJson({ inApp, ...frame }: Frame) {
  return { ...frame, in_app: inApp };
}

function breadcrumbJson({ at, ...crumb }: Breadcrumb) {
  return { at: at === null ? null : time(at), ...crumb };
}

function time(at: Instant): string {
  return new Date(at).toISOString();
}
