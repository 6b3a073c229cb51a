import type { Finding } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check } from './check.ts';
import { canonical } from './reach.ts';
import { contradictionFaults } from './rules.ts';

/** Inhibitions that can never keep an alert quiet, or that would keep everything quiet. */
export const checkInhibit: Check = ({ file }) =>
  file.inhibit.flatMap((rule, index) => {
    const sides = (['source', 'target'] as const).flatMap((side) => sideFaults(rule, index, side));
    return sides.length > 0 ? sides : sameFaults(rule, index);
  });

type Inhibit = ConfigFile['inhibit'][number];

function sideFaults(rule: Inhibit, index: number, side: 'source' | 'target'): readonly Finding[] {
  const path = ['inhibit', index, side];
  if (rule[side].length > 0) return contradictionFaults(rule[side], path);
  const wrong = `Without matchers, ${side === 'source' ? 'any alert would keep others quiet' : 'every alert would be kept quiet'}.`;
  return [{ path, wrong, expected: 'at least one matcher' }];
}

/** As in Alertmanager, an alert of both sides is not kept quiet by another of both sides. */
function sameFaults({ source, target }: Inhibit, index: number): readonly Finding[] {
  if (canonical(source) !== canonical(target)) return [];
  return [
    {
      path: ['inhibit', index],
      wrong: 'Source and target are the same alerts, and these never keep each other quiet.',
      expected: 'a target that is not its own source',
    },
  ];
}
