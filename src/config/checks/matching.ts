import { formatMatcher, type Matcher } from '../../domain/matcher.ts';
import type { Finding, Path } from '../fault.ts';
import type { Checked } from './check.ts';
import { contradiction } from './reach.ts';
import { neverAfter, type Rewriting } from './rewritten.ts';

/** A fault where no alert can fulfil all of the matchers, once all rules have changed it, or the first so many. */
export function matchFaults(
  match: readonly Matcher[],
  path: Path,
  checked: Pick<Checked, 'file' | 'lineOf'>,
  rules = checked.file.rules,
): readonly Finding[] {
  const clash = contradiction(match);
  if (clash) return [fault(path, `No alert can ever match ${inWords(clash)}.`)];
  const empty = contradiction([SEVERITY, ...match]);
  if (empty) {
    const words = inWords(empty.filter((each) => each !== SEVERITY));
    return [fault(path, `No alert can ever match ${words}: severity always says something.`)];
  }
  const rewriting = neverAfter(rules, match);
  return rewriting ? [rewrittenFault(rewriting, path, checked)] : [];
}

/** Matchers see the alert's own severity where no label says it. */
const SEVERITY: Matcher = { name: 'severity', operator: '=~', value: '.+' };

function fault(path: Path, wrong: string): Finding {
  return {
    path,
    wrong,
    expected: 'matchers that one alert can fulfil together',
    example: `${path.at(-1)}: ['severity=~"critical|error"']`,
  };
}

function rewrittenFault(
  { rule, label, values }: Rewriting,
  path: Path,
  { lineOf }: Pick<Checked, 'lineOf'>,
): Finding {
  const line = lineOf(['rules', rule]);
  const said = values.map((value) => (value === '' ? 'missing' : value)).join(' or ');
  return {
    path,
    wrong: `No alert can ever match this: the rule in line ${line} makes ${label} ${said} for all that would.`,
    expected: 'matchers for alerts as the rules leave them, or a rule that takes fewer',
    example: '',
  };
}

/** Matchers in a sentence: `a="x" and a="y"`. */
export function inWords(matchers: readonly Matcher[]): string {
  return matchers.map(formatMatcher).join(' and ');
}
