import { nearest } from '../../nearest.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { everyNode } from './routes.ts';

const LISTS = ['sources', 'maintenance', 'time_intervals', 'escalations'] as const;

/** Names that stand for two things, and names that stand for none. */
export const checkNames: Check = (checked) => [
  ...LISTS.flatMap((list) => twiceFaults(checked, list)),
  ...references(checked).flatMap((reference) => missingFaults(reference, checked)),
];

/** Names that nothing refers to. */
export const unusedNames: Check = (checked) => {
  const used = references(checked).map(({ list, name }) => `${list} ${name}`);
  return (['time_intervals', 'escalations'] as const).flatMap((list) =>
    checked.file[list].flatMap(({ name }, index) => {
      if (used.includes(`${list} ${name}`)) return [];
      const wrong = 'No route refers to {}.';
      return [{ path: [list, index, 'name'], wrong, expected: '', example: '' }];
    }),
  );
};

function twiceFaults({ file, lineOf }: Checked, list: (typeof LISTS)[number]): readonly Finding[] {
  const names = file[list].map(({ name }) => name);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (name === undefined || first === index) return [];
    const wrong = `The name {} is taken in line ${lineOf([list, first])}.`;
    return [
      {
        path: [list, index, 'name'],
        wrong,
        expected: 'a name of its own',
        example: `name: ${name}-2`,
      },
    ];
  });
}

interface Reference {
  readonly list: 'escalations' | 'time_intervals';
  readonly name: string;
  readonly path: Path;
}

type Keys = Omit<ConfigFile['route']['routes'][number], 'match' | 'continue' | 'routes'>;

function references({ file }: Checked): readonly Reference[] {
  return [
    ...referencesOf(file.route, ['route']),
    ...everyNode(file).flatMap(({ route, path }) => referencesOf(route, path)),
  ];
}

function referencesOf(route: Keys, path: Path): readonly Reference[] {
  const calendars = (['mute_time_intervals', 'active_time_intervals'] as const).flatMap((key) =>
    (route[key] ?? []).map((name, index) => {
      return { list: 'time_intervals' as const, name, path: [...path, key, index] };
    }),
  );
  if (!route.escalation) return calendars;
  const escalation = { name: route.escalation, path: [...path, 'escalation'] };
  return [{ list: 'escalations', ...escalation }, ...calendars];
}

function missingFaults({ list, name, path }: Reference, { names }: Checked): readonly Finding[] {
  const known = names[list];
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  const what = list === 'escalations' ? 'escalation' : 'time interval';
  return [
    {
      path,
      wrong: `There is no ${what} {}.${hint}`,
      expected: `one that ${list} defines${known.length > 0 ? `: ${known.join(', ')}` : ''}`,
      ...(meant === undefined ? {} : { example: exampleOf(path, meant) }),
    },
  ];
}

function exampleOf(path: Path, name: string): string {
  const [key, last] = path.slice(-2);
  return typeof last === 'number' ? `${key}: [${name}]` : `${last}: ${name}`;
}
