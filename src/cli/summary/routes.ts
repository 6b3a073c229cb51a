import { wrapped } from '../../config/show.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { ErrorCondition, Route, RouteSettings } from '../../domain/policy.ts';
import { formatDuration } from '../../domain/time.ts';

/** The route tree: each route with its channel, and with what it does otherwise than the one above it. */
export function routeLines(root: Route): readonly string[] {
  const head = `every alert -> ${root.channel}`;
  return [...entry([head, ...settingsOf(root)], '  ', '  '), ...linesBelow(root, '  ')];
}

function linesBelow(above: Route, indent: string): readonly string[] {
  return above.routes.flatMap((route, index) => {
    const isLast = index === above.routes.length - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    const parts = [headOf(route), ...otherwise(above, route), ...(route.goesOn ? ['goes on'] : [])];
    return [
      ...entry(parts, `${indent}${isLast ? '└─ ' : '├─ '}`, inner),
      ...linesBelow(route, inner),
    ];
  });
}

function headOf({ match, channel }: Route): string {
  return `${match.map(formatMatcher).join(', ') || 'all others'} -> ${channel}`;
}

/** The first line with the sign of the tree before it, what does not fit below it. */
function entry(parts: readonly string[], first: string, indent: string): readonly string[] {
  const [head = '', ...more] = wrapped(parts.join('; '), indent);
  return [`${first}${head.slice(indent.length)}`, ...more];
}

function otherwise(above: RouteSettings, own: RouteSettings): readonly string[] {
  const known = settingsOf(above);
  return settingsOf(own).filter((setting) => !known.includes(setting));
}

function settingsOf(route: RouteSettings): readonly string[] {
  return [
    groupBy(route.groupBy),
    route.groupWait > 0 ? `waits ${formatDuration(route.groupWait)}` : 'at once',
    threshold(route.notifyWhen),
    route.mention === null ? 'calls nobody' : `calls ${route.mention}`,
    route.escalation === null ? 'no escalation' : `escalation ${route.escalation}`,
    ...route.muteDuring.map((name) => `quiet during ${name}`),
    ...route.activeDuring.map((name) => `only during ${name}`),
  ];
}

function groupBy(labels: RouteSettings['groupBy']): string {
  if (labels === 'all') return 'each alert an incident';
  return labels.length === 0 ? 'one incident for all' : `by ${labels.join(', ')}`;
}

function threshold(when: RouteSettings['notifyWhen']): string {
  const { count, errors } = when;
  const conditions = errors.map((condition) => ON[condition]);
  return [...(count === null ? [] : [counted({ ...when, count })]), ...conditions].join(' or ');
}

const ON: Readonly<Record<ErrorCondition, string>> = {
  'first-seen': 'errors first seen',
  regression: 'regressions',
  escalating: 'escalating errors',
};

function counted({ of, count, within }: RouteSettings['notifyWhen']): string {
  const time = within === null ? '' : ` in ${formatDuration(within)}`;
  return `from ${count} ${count === 1 ? of.slice(0, -1) : of}${time}`;
}
