import { nearest } from '../../nearest.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { matchFaults } from './matching.ts';
import { covers } from './reach.ts';

/** Fingerprint rules that no error can meet or that say what nothing fills in, and bounds that contradict each other. */
export const checkErrors: Check = (checked) => [
  ...checked.file.errors.fingerprints.flatMap((_, index) => ruleFaults(checked, index)),
  ...keepFaults(checked),
];

type Fingerprint = ConfigFile['errors']['fingerprints'][number];

function ruleFaults(checked: Checked, index: number): readonly Finding[] {
  const { fingerprints } = checked.file.errors;
  const path = ['errors', 'fingerprints', index];
  const rule = fingerprints[index];
  if (!rule) return [];
  // Errors are grouped before `rules` change them.
  const unmatched = matchFaults(rule.match, [...path, 'match'], checked, []);
  const reach = unmatched.length > 0 ? unmatched : shadowFaults(fingerprints, index, checked);
  return [...reach, ...placeholderFaults(rule, [...path, 'fingerprint'])];
}

function shadowFaults(
  rules: readonly Fingerprint[],
  index: number,
  { lineOf }: Checked,
): readonly Finding[] {
  const match = rules[index]?.match ?? [];
  const before = rules.slice(0, index).findIndex((rule) => covers(rule.match, match));
  if (before < 0) return [];
  const line = lineOf(['errors', 'fingerprints', before]);
  return [
    {
      path: ['errors', 'fingerprints', index],
      wrong: `This rule is never reached: the one in line ${line} takes all that it would match.`,
      expected: 'narrower rules before wider ones',
      example: '',
    },
  ];
}

const NAMES = [
  ...['default', 'type', 'value', 'message', 'transaction', 'logger'],
  ...['level', 'environment', 'release'],
];

/** What people write who know Sentry's. */
const ALSO_SAID: Readonly<Record<string, string>> = {
  'error.type': 'type',
  'error.value': 'value',
  'exception.type': 'type',
  exception: 'type',
  env: 'environment',
};

function placeholderFaults({ fingerprint }: Fingerprint, path: Path): readonly Finding[] {
  return fingerprint.flatMap((part, index) => {
    const names = [...part.matchAll(/\{\{(.*?)\}\}/g)].map(([, inner = '']) => inner.trim());
    const at = [...path, index];
    if (names.includes('default') && !isAlone(part)) return [besideDefault(at)];
    return names.flatMap((name) => placeholderFault(name, at));
  });
}

function isAlone(part: string): boolean {
  return /^\s*\{\{[^{}]*\}\}\s*$/.test(part);
}

function besideDefault(path: Path): Finding {
  return {
    path,
    wrong: '{{ default }} is filled in only where it is a part by itself.',
    expected: 'a part of the list with nothing else in it',
    example: 'fingerprint: [database, "{{ default }}"]',
  };
}

function placeholderFault(name: string, path: Path): readonly Finding[] {
  if (NAMES.includes(name) || /^tags\../.test(name)) return [];
  const meant = rightName(name);
  const hint = meant === undefined ? '' : ` Did you mean {{ ${meant} }}?`;
  return [
    {
      path,
      wrong: `Nothing fills in {{ ${name} }}.${hint}`,
      expected: `one of ${NAMES.join(', ')} and tags.NAME between {{ and }}`,
      example: `fingerprint: ["database", "{{ ${meant ?? 'default'} }}"]`,
    },
  ];
}

function rightName(name: string): string | undefined {
  if (Object.hasOwn(ALSO_SAID, name)) return ALSO_SAID[name];
  const tag = /^tags?[.:[ ]+["']?([\w.-]+)/.exec(name)?.[1];
  return tag === undefined ? nearest(name, NAMES) : `tags.${tag}`;
}

function keepFaults({ file: { errors }, isWritten }: Checked): readonly Finding[] {
  const { keep, per_project: perProject } = errors;
  if (keep <= perProject) return [];
  const key = isWritten(['errors', 'keep']) ? 'keep' : 'per_project';
  return [
    {
      path: ['errors', key],
      wrong: `A group would keep ${keep} events where its whole project keeps ${perProject}.`,
      expected: 'keep no larger than per_project',
    },
  ];
}
