import type { AlertContent, AlertKey } from '../../../domain/alert.ts';
import { labelKey } from '../../../domain/labels.ts';
import { decodeText, encodeText } from '../text.ts';

/** What is stored of a key beside the content: null where that tells it. */
export function ownKey(key: AlertKey, content: AlertContent): string | null {
  return key === keyByLabels(content) ? null : encodeText(key);
}

/** The key that was stored beside the content. */
export function keyFrom(stored: string | null, content: AlertContent): AlertKey {
  // The guarantee: `ownKey` made `stored` of an alert's key.
  return (stored === null ? keyByLabels(content) : decodeText(stored)) as AlertKey;
}

/** The key that labels alone give, as alerts had it when this was written: another one is stored whole. */
function keyByLabels({ labels }: AlertContent): string {
  return `l1\0${labelKey(labels)}`;
}
