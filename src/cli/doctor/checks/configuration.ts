import type { Fault } from '../../../config/fault.ts';
import { countOf } from '../../check.ts';
import type { Check } from '../check.ts';
import { fault, type Said, warning, well } from '../finding.ts';

/** What the configuration file says. */
export const configuration: Check = {
  name: 'configuration',
  section: 'Settings',
  look({ loading, location: { path } }) {
    if ('unreadable' in loading)
      return [fault(loading.unreadable, 'quell init writes one to begin with.')];
    if ('faults' in loading) return [fault(`${path}: ${first(loading.faults)}`, see(path))];
    if (loading.written === undefined) return [withoutFile(path)];
    if (loading.warnings.length > 0)
      return [warning(`${path}: ${first(loading.warnings)}`, see(path))];
    return [well(`${path} is well`)];
  },
};

function first(faults: readonly Fault[]): string {
  const [{ line, wrong } = { line: 0, wrong: '' }] = faults;
  const count = faults.length === 1 ? '' : `${countOf(faults).replace('.', '')}; the first: `;
  return `${count}line ${line}: ${wrong}`;
}

function see(path: string): string {
  return `quell check ${path} shows the line, and what would be right.`;
}

function withoutFile(path: string): Said {
  return well(
    `there is no ${path}: the built-in defaults hold`,
    'quell init writes one to begin with.',
  );
}
