import type { Alert, AlertKey } from '../domain/alert.ts';
import { labelKey } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';

/**
 * What tells this alert from others: the sender's dedup key, within its source, or else its labels, before any rule.
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

/** An alert that takes several routes is followed once more for each further one, under a key of its own. */
export function furtherKey(key: AlertKey, { path }: Route): AlertKey {
  return `r1\0${path}\0${key}` as AlertKey;
}

/** The key under which the alert is followed along its first route. */
export function originOf(key: AlertKey): AlertKey {
  return isFurtherKey(key) ? (key.slice(key.indexOf('\0', 'r1\0'.length) + 1) as AlertKey) : key;
}

/** Whether this key follows an alert that is known under another one too. */
export function isFurtherKey(key: AlertKey): boolean {
  return key.startsWith('r1\0');
}
