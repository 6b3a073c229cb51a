import type { IncidentAct } from '../../domain/command.ts';
import type { Instant } from '../../domain/time.ts';
import { badRequest } from '../faults.ts';
import { endOf, type Term } from './body.ts';

interface IgnoreBody extends Term {
  readonly occurrences?: number | undefined;
  readonly users?: number | undefined;
  readonly escalates?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly text?: string | undefined;
}

/** Until a time, so many events or users more, or a spike, whatever comes first; without any of these, for ever. */
export function ignore(body: IgnoreBody, now: Instant): IncidentAct {
  return {
    verb: 'ignore',
    until: endOf(body, now) ?? null,
    occurrences: body.occurrences ?? null,
    users: body.users ?? null,
    spike: body.escalates ?? false,
    reason: body.reason ?? body.text ?? '',
  };
}

/** The incident that `into` names, as a number or as people write it. */
export function merge({ into }: { readonly into?: number | string | undefined }): IncidentAct {
  const digits = /^(?:INC-)?(\d{1,15})$/i.exec(String(into ?? ''))?.[1];
  if (digits !== undefined) return { verb: 'merge', into: Number(digits) };
  const message =
    'The action merge needs "into": the number of the incident with which its errors are to count.';
  throw badRequest('bad_request', message);
}
