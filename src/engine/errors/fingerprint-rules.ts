import type { ErrorEvent } from '../../domain/error-event.ts';
import { raisedLast, typeOf } from '../../domain/error-text.ts';
import type { Labels } from '../../domain/labels.ts';
import type { FingerprintRule } from '../../domain/policy.ts';
import { matchesAll } from '../matchers.ts';
import { saidBy } from './placeholders.ts';

/** The first rule whose matchers agree on the alert's labels, and on the error's `message`, `transaction`, `type` and `value`. */
export function fingerprintRule(
  event: ErrorEvent,
  alertLabels: Labels,
  rules: readonly FingerprintRule[],
): FingerprintRule | undefined {
  if (rules.length === 0) return undefined;
  const labels: Labels = {
    ...alertLabels,
    message: saidBy(event),
    transaction: event.transaction,
    type: typeOf(raisedLast(event)),
    value: raisedLast(event)?.value ?? '',
  };
  return rules.find(({ match }) => matchesAll(match, labels));
}
