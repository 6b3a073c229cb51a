import type { Matcher } from '../../domain/matcher.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { inWords, matchFaults } from './matching.ts';
import { contradiction, covers } from './reach.ts';

/** Inhibitions that can never keep an alert quiet, or that would keep everything quiet. */
export const checkInhibit: Check = (checked) =>
  checked.file.inhibit.flatMap((rule, index) => {
    const path = ['inhibit', index];
    const sides = (['source', 'target'] as const).flatMap((side) =>
      sideFaults(rule[side], [...path, side], checked),
    );
    return sides.length > 0
      ? sides
      : [...meetFaults(rule, path), ...sameFaults(rule, path)].slice(0, 1);
  });

type Inhibit = ConfigFile['inhibit'][number];

function sideFaults(match: readonly Matcher[], path: Path, checked: Checked): readonly Finding[] {
  if (match.length > 0) return matchFaults(match, path, checked);
  const isSource = path.at(-1) === 'source';
  const wrong = `Without matchers, ${isSource ? 'any alert would keep others quiet' : 'every alert would be kept quiet'}.`;
  return [{ path, wrong, expected: 'at least one matcher' }];
}

/** What both sides want of the labels that must be the same. */
function meetFaults({ source, target, equal }: Inhibit, path: Path): readonly Finding[] {
  const clash = contradiction([...source, ...target].filter(({ name }) => equal.includes(name)));
  if (!clash) return [];
  const [name] = clash.map((each) => each.name);
  return [
    {
      path: [...path, 'equal'],
      wrong: `Nothing is ever kept quiet: ${name} would have to be the same on both sides, and to match ${inWords(clash)}.`,
      expected: 'labels that can have the same value on both sides',
    },
  ];
}

/** As in Alertmanager, an alert of both sides is not kept quiet by another of both sides. */
function sameFaults({ source, target, equal }: Inhibit, path: Path): readonly Finding[] {
  const shared = ({ name }: Matcher) => equal.includes(name);
  const sources = [...source, ...target.filter(shared)];
  const targets = [...target, ...source.filter(shared)];
  if (!covers(sources, targets) || !covers(targets, sources)) return [];
  return [
    {
      path,
      wrong: 'Source and target are the same alerts, and these never keep each other quiet.',
      expected: 'a target that is not its own source',
    },
  ];
}
