import type { Suppression } from '../../domain/alert.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import type { Policy } from '../../domain/policy.ts';

/** What programs call an environment that nobody has named. */
const NOWHERE: ReadonlySet<string> = new Set(['', 'unspecified']);

/** Labels that errors and check-ins of jobs have. */
const REPORTS = ['exception_group', 'check_in'] as const;

/** People are told of what programs report in some environments only; null: this is one of them, or no such report. */
export function quietEnvironment({ errors }: Policy, labels: Labels): Suppression | null {
  if (REPORTS.every((label) => labelOf(labels, label) === '')) return null;
  const name = labelOf(labels, 'env');
  if (isToldEnvironment({ errors }, name)) return null;
  return { reason: 'below-threshold', by: `environment "${name}"` };
}

/** Whether people are told of errors there. */
export function isToldEnvironment({ errors }: Pick<Policy, 'errors'>, name: string): boolean {
  const plain = plainName(name);
  return NOWHERE.has(plain) || errors.environments.some((each) => plainName(each) === plain);
}

/** Programs and people write the same name in several ways. */
function plainName(environment: string): string {
  return environment.trim().toLowerCase();
}
