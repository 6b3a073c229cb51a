import type { Suppression } from '../../domain/alert.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import type { Policy } from '../../domain/policy.ts';

/** What programs call an environment that nobody has named. */
const NOWHERE: ReadonlySet<string> = new Set(['', 'unspecified']);

/** People are told of errors in some environments only; null: this is one of them, or no error at all. */
export function quietEnvironment({ errors }: Policy, labels: Labels): Suppression | null {
  if (labelOf(labels, 'exception_group') === '') return null;
  const name = labelOf(labels, 'env');
  if (NOWHERE.has(name) || errors.environments.includes(name)) return null;
  return { reason: 'below-threshold', by: `environment "${name}"` };
}
