import type { Alert, AlertKey } from '../domain/alert.ts';
import { labelKey } from '../domain/labels.ts';

/**
 * What tells this alert from others: the sender's dedup key, within its source, or else its labels.
 *
 * The digit is the rule's version: when the rule changes, old keys can still be told from new ones.
 */
export function alertKeyOf(alert: Alert): AlertKey {
  const key =
    alert.dedupKey === undefined
      ? `l1\0${labelKey(alert.content.labels)}`
      : `d1\0${alert.content.source}\0${alert.dedupKey}`;
  return key as AlertKey;
}
