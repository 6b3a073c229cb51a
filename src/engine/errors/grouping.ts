import { digestOf } from '../../domain/digest.ts';
import type { ErrorEvent } from '../../domain/error-event.ts';
import type { ErrorGroupId, Grouping } from '../../domain/error-group.ts';
import { shortened } from '../../domain/error-text.ts';
import type { Labels } from '../../domain/labels.ts';
import type { ConfigPlace, FingerprintRule } from '../../domain/policy.ts';
import { fingerprintRule } from './fingerprint-rules.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { filledIn, isDefault } from './placeholders.ts';

/** Rules for what is alike where no fingerprint says it. Ids begin with the name. */
export interface GroupingVersion {
  readonly name: string;
  readonly likenessOf: (event: ErrorEvent) => Likeness;
}

/** A list that has at least the newest version, which is first. */
export type GroupingVersions = readonly [GroupingVersion, ...GroupingVersion[]];

/** The newest first. An older one stays for a month after its successor came, so that its groups are found. */
export const GROUPING_VERSIONS: GroupingVersions = [{ name: 'e1', likenessOf }];

const LONGEST_REASON = 300;

/** Where the error belongs: as a rule of the configuration says, else as its SDK says, else with those that are alike. */
export function groupingOf(
  event: ErrorEvent,
  alertLabels: Labels,
  rules: readonly FingerprintRule[],
  versions: GroupingVersions = GROUPING_VERSIONS,
): Grouping {
  const said = fingerprintOf(event, alertLabels, rules);
  const [newest, ...older] = versions;
  return {
    ...inVersion(event, said, newest),
    older: older.map((version) => inVersion(event, said, version).id),
  };
}

/** What somebody says that belongs together; parts that are null stand for what is alike anyway. */
interface Fingerprint {
  readonly parts: readonly (string | null)[];
  /** Where the rule stands that says it; null: the SDK does. */
  readonly place: ConfigPlace | null;
}

function fingerprintOf(
  event: ErrorEvent,
  alertLabels: Labels,
  rules: readonly FingerprintRule[],
): Fingerprint | null {
  const rule = fingerprintRule(event, alertLabels, rules);
  const { fingerprint } = rule ?? event;
  // SDKs send the placeholder alone where nobody told them anything.
  if (fingerprint.every(isDefault)) return null;
  const parts = fingerprint.map((part) => (isDefault(part) ? null : filledIn(part, event)));
  return { parts, place: rule?.place ?? null };
}

function inVersion(
  event: ErrorEvent,
  said: Fingerprint | null,
  { name, likenessOf }: GroupingVersion,
): Omit<Grouping, 'older'> {
  const needsDefault = said?.parts.includes(null) ?? true;
  const alike = needsDefault ? likenessOf(event) : NOTHING;
  const { key, because } = said ? likenessOfFingerprint(said, alike) : alike;
  return { id: idOf(name, event, key), because: shortened(because, LONGEST_REASON) };
}

const NOTHING: Likeness = { key: '', because: '' };

function likenessOfFingerprint({ parts, place }: Fingerprint, alike: Likeness): Likeness {
  const shown = parts.map((part) => part ?? '{{ default }}').join(', ');
  const who = place === null ? 'Its fingerprint says so' : `The rule in ${place} puts it together`;
  return {
    key: `fingerprint\0${parts.map((part) => part ?? alike.key).join('\0')}`,
    because: `${who}: ${shortened(shown, 200)}.`,
  };
}

function idOf(version: string, { project }: ErrorEvent, key: string): ErrorGroupId {
  return `${version}-${digestOf(`${project}\0${key}`)}`;
}
