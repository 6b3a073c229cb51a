import type { Matcher } from '../../domain/matcher.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { matchFaults } from './matching.ts';
import { canonical, covers } from './reach.ts';
import { ignoring } from './rules.ts';

type Root = ConfigFile['route'];
type Route = Root['routes'][number];

/** A route below the root, with all that an alert must be to come there. */
interface Node {
  readonly path: Path;
  readonly route: Route;
  readonly siblings: readonly Route[];
  readonly index: number;
  /** Its own matchers and those of the routes around it. */
  readonly match: readonly Matcher[];
}

/** Every route below this one, in the order of the file. */
function nodesUnder(
  { routes = [] }: Pick<Route, 'routes'>,
  around: { readonly path: Path; readonly match: readonly Matcher[] },
): readonly Node[] {
  return routes.flatMap((route, index) => {
    const path = [...around.path, 'routes', index];
    const match = [...around.match, ...route.match];
    return [{ path, route, siblings: routes, index, match }, ...nodesUnder(route, { path, match })];
  });
}

/** Every route below the root. */
export function everyNode(file: ConfigFile): readonly Node[] {
  return nodesUnder(file.route, { path: ['route'], match: [] });
}

/** Routes to which no alert can come, or which cannot be told apart. */
export const checkRoutes: Check = (checked) =>
  everyNode(checked.file).flatMap((node) => {
    const faults = [
      ...matchFaults(node.match, [...node.path, 'match'], checked),
      ...shadowFaults(node, checked),
      ...twinFaults(node, checked),
      ...ignoredFaults(node, checked),
    ];
    // One reason is enough.
    return faults.slice(0, 1);
  });

function shadowFaults(
  { path, siblings, index, match }: Node,
  { lineOf }: Checked,
): readonly Finding[] {
  const before = siblings
    .slice(0, index)
    .findIndex((sibling) => !sibling.continue && covers(sibling.match, match));
  if (before < 0) return [];
  const line = lineOf([...path.slice(0, -1), before]);
  return [
    {
      path,
      wrong: `No alert ever comes to this route: the one in line ${line} takes all of its alerts.`,
      expected: `this route before that one, or continue: true in line ${line}`,
      example: 'continue: true',
    },
  ];
}

/** Paths are made of matchers, so that incidents stay where they are when routes change places. */
function twinFaults(
  { path, siblings, index, route }: Node,
  { lineOf }: Checked,
): readonly Finding[] {
  const twin = siblings.findIndex((each) => canonical(each.match) === canonical(route.match));
  if (twin >= index || siblings[twin]?.continue !== true) return [];
  const line = lineOf([...path.slice(0, -1), twin]);
  return [
    {
      path,
      wrong: `The route in line ${line} beside it has the same matchers.`,
      expected: 'other matchers for each route of a list: they tell its incidents apart',
      example: `match: ['severity="critical"', 'team="db"']`,
    },
  ];
}

function ignoredFaults({ path, match }: Node, { file, lineOf }: Checked): readonly Finding[] {
  const rule = ignoring(file.rules, match);
  if (rule < 0) return [];
  return [
    {
      path,
      wrong: `No alert ever comes to this route: the rule in line ${lineOf(['rules', rule])} ignores all of its alerts.`,
      expected: 'a rule that leaves something for the route, or no such route',
      example: '',
    },
  ];
}
