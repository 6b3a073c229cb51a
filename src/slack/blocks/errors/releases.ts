import type { Commit, Deploy, ErrorStory, Release } from '../../../domain/error-group.ts';
import { culpritFrame, shortPath } from '../../../domain/error-text.ts';
import type { Incident, Regression } from '../../../domain/incident.ts';
import { between, days } from '../../../domain/time.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { plain } from '../escape.ts';
import { codeSpan } from '../mark-up.ts';
import { who } from '../names.ts';
import { duration, hostLink } from '../words.ts';

/** A deploy longer ago is no news, and no suspect. */
const SUSPECT_FOR = days(3);

/** In which release and environment: "new in shop `4.12.0` production, deployed 12 min before". */
export function releaseLine(shown: ErrorStory, { error }: Pick<Incident, 'error'>): string {
  if (error?.regression) return regressionLine(error.regression);
  const { group } = shown;
  const isNew = error?.isNew === true;
  const version = isNew ? group.firstRelease : group.lastRelease;
  const where = [
    isBare(group.project, version) ? '' : plain(cut(group.project, LENGTHS.value)),
    version === '' ? '' : codeSpan(cut(version, LENGTHS.value)),
    environments(group.environments),
  ].filter((part) => part !== '');
  if (where.length === 0) return isNew ? 'new' : '';
  return `${isNew ? 'new in' : 'in'} ${where.join(' ')}${isNew ? deployed(shown) : ''}`;
}

/** A project that has only a number tells less than a release that names its program: "shop@4.12.0". */
function isBare(project: string, version: string): boolean {
  return /^project-\d+$/.test(project) && version.indexOf('@') > 0;
}

function regressionLine({ release, resolvedIn, resolvedBy }: Regression): string {
  const [back, before] = [release, resolvedIn].map((each) => codeSpan(cut(each, LENGTHS.value)));
  const by = resolvedBy ? ` by ${plain(who(resolvedBy))}` : '';
  return `back in ${back}, resolved in ${before}${by}`;
}

/** The first two, since nobody reads more. */
function environments(names: readonly string[]): string {
  const shown = names.slice(0, 2).map((name) => plain(cut(name, LENGTHS.value)));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}

/** How long before the first error its release was put there. It does not grow with time, so that it stays true. */
function deployed({ group, release }: ErrorStory): string {
  const last = release ? suspectDeploy(release, group) : undefined;
  return last ? `, deployed ${duration(between(last.at, group.firstSeenAt))} before` : '';
}

function suspectDeploy(
  { deploys }: Release,
  { environments: seen, firstSeenAt }: ErrorStory['group'],
): Deploy | undefined {
  const [first = ''] = seen;
  return deploys.findLast(
    ({ environment, at }) =>
      environment === first && at <= firstSeenAt && between(at, firstSeenAt) <= SUSPECT_FOR,
  );
}

/** Who changed the culprit's file last in the release that brought the error, else who changed anything; null: not known. */
export function commitLine(
  { release, event }: ErrorStory,
  { error }: Pick<Incident, 'error'>,
): string | null {
  if (!release || error?.isNew !== true || error.regression) return null;
  const path = event ? (culpritFrame(event)?.path ?? '') : '';
  const there = newest(
    release.commits.filter(({ files }) => files.some((file) => isSame(file, path))),
  );
  if (there) return `last commit there: ${commitWords(there)}`;
  const last = newest(release.commits);
  return last ? `newest commit of it: ${commitWords(last)}` : null;
}

/** Lists of commits begin with the newest; times, where there are any, say it surely. */
function newest(commits: readonly Commit[]): Commit | undefined {
  const [first, ...others] = commits;
  return others.reduce((best, each) => ((each.at ?? 0) > (best?.at ?? 0) ? each : best), first);
}

/** Programs run from other folders than repositories have: a file's name and its folder's are enough. */
function isSame(file: string, path: string): boolean {
  const [a, b] = [file, path].map(shortPath);
  return a !== '' && (a === b || b?.endsWith(`/${a}`) === true);
}

function commitWords({ id, author, repository }: Commit): string {
  const isHash = /^[0-9a-f]{7,64}$/i.test(id);
  const short = isHash ? id.slice(0, 7) : cut(id, LENGTHS.value);
  const name = firstLine(author.slice(0, 300).replace(/<[^<>]*>\s*$/, ''), LENGTHS.value);
  const page = `${repository.slice(0, 500).replace(/(?:\.git)?\/*$/, '')}/commit/${id}`;
  const shown = (isHash && hostLink(short, page)) || codeSpan(short);
  return name === '' ? shown : `${plain(name)}, ${shown}`;
}
