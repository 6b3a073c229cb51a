import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';

type Source = ConfigFile['sources'][number];

/** Whose errors can be told apart by a project. */
const WITH_PROJECT = ['sentry-sdk', 'rollbar-sdk', 'python-logging', 'mail'];

/** Projects that are missing, mean nothing, or are two sources' at once. */
export const checkSources: Check = (checked) =>
  checked.file.sources.flatMap((source, index) => [
    ...projectFaults(source, ['sources', index]),
    ...sameProjectFaults(checked, index),
    ...mappingFaults(source, ['sources', index], checked),
  ]);

function projectFaults({ type, project }: Source, path: Path): readonly Finding[] {
  if (type === 'sentry-sdk' && project === undefined) {
    const wrong = 'The key project is missing: its number ends the DSN.';
    return [{ path: [...path, 'project'], isLack: true, wrong }];
  }
  if (project === undefined || WITH_PROJECT.includes(type)) return [];
  return [
    {
      path: [...path, 'project'],
      onKey: true,
      wrong: `Sources of the type ${type} have no project.`,
      expected: `a project only for ${WITH_PROJECT.join(', ')}`,
      example: '',
    },
  ];
}

/** The project alone tells which source a DSN means. */
function sameProjectFaults({ file, lineOf }: Checked, index: number): readonly Finding[] {
  const projects = file.sources.map(({ type, project }) => type === 'sentry-sdk' && project);
  const own = projects[index];
  const first = projects.indexOf(own || '');
  if (first < 0 || first === index) return [];
  return [
    {
      path: ['sources', index, 'project'],
      wrong: `The project {} is taken by the source in line ${lineOf(['sources', first])}.`,
      expected: 'a number of its own for each source of the type sentry-sdk',
      example: `project: ${freeProject(file)}`,
    },
  ];
}

function freeProject({ sources }: ConfigFile): number {
  const taken = sources.map(({ project }) => Number(project)).filter(Number.isSafeInteger);
  return Math.max(0, ...taken) + 1;
}

/** Only our own format leaves open what a body has. */
function mappingFaults(
  { type, map, example }: Source,
  path: Path,
  { isSaid }: Checked,
): readonly Finding[] {
  if (map !== undefined && type !== 'json') {
    const wrong = `What ${type} sends is understood as it is: only sources of the type json have a map.`;
    return [{ path: [...path, 'map'], onKey: true, wrong, expected: 'type: json', example: '' }];
  }
  // A map in which something is wrong is written, and left out of what is looked at here.
  if (example === undefined || map !== undefined || isSaid([...path, 'map'])) return [];
  const wrong = 'An example means nothing without a map that is tried on it.';
  return [{ path: [...path, 'example'], onKey: true, isLack: true, wrong, expected: 'a map too' }];
}

/** What SDKs read of a DSN's key. */
const DSN_KEY = /^\w+$/;

/** Keys that some SDKs refuse to take from a DSN. */
export const oddKeys: Check = ({ file }) =>
  file.sources.flatMap(({ type, key }, index) => {
    if (type !== 'sentry-sdk' || key === undefined || DSN_KEY.test(key)) return [];
    const wrong =
      'Some SDKs refuse a DSN with such a key: take letters, digits and underscores only.';
    return [{ path: ['sources', index, 'key'], wrong, expected: '', example: '' }];
  });
