import type { SourceSettings } from '../config/settings.ts';

/** The sources whose first one with a number names the project with that number. */
const NAMING: readonly string[] = ['sentry-sdk', 'rollbar-sdk'];

/** The name of the project with this number; undefined where no SDK's source has it. */
export function projectNumbered(
  configured: readonly SourceSettings[],
  number: string,
): string | undefined {
  const naming = configured.find(
    ({ type, project }) => project === number && NAMING.includes(type),
  );
  return naming?.name;
}

/** The names of all projects that the configuration knows. */
export function projectNames(configured: readonly SourceSettings[]): readonly string[] {
  const named = configured.filter(({ type }) => NAMING.includes(type));
  return [
    ...new Set(
      named.map(({ name, project }) => (project && projectNumbered(configured, project)) || name),
    ),
  ];
}
