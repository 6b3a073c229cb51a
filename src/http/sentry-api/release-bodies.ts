import { z } from 'zod';
import { COMMITS_KEPT, type Commit, type Deploy, FILES_KEPT } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { readBody } from '../rest/body.ts';
import { text } from '../texts.ts';
import { parseInstant } from '../times.ts';

const word = (max: number) => text(max).nullish();
/** What nobody reads to its end is no reason to refuse a release. */
const cut = (max: number) =>
  text(Number.POSITIVE_INFINITY)
    .transform((value) => value.slice(0, max))
    .nullish();
const projects = z.array(text(200)).max(100).nullish();

const CommitBody = z.object({
  id: text(200),
  repository: cut(500),
  author_name: cut(200),
  author_email: cut(200),
  timestamp: word(100),
  message: cut(1_000),
  patch_set: z.array(z.object({ path: text(2_000) })).nullish(),
});

const ReleaseBody = z.object({
  version: word(250),
  projects,
  url: word(2_000),
  dateStarted: word(100),
  dateReleased: word(100),
  commits: z.array(CommitBody).nullish(),
  refs: z.array(z.unknown()).nullish(),
});
/** What `sentry-cli releases` says of a release. */
export type ReleaseBody = z.infer<typeof ReleaseBody>;

const DeployBody = z.object({
  environment: text(200),
  name: cut(200),
  url: word(2_000),
  dateStarted: word(100),
  dateFinished: word(100),
  projects,
});
/** What `sentry-cli deploys new` says of a deploy. */
export type DeployBody = z.infer<typeof DeployBody>;

const Path = z.object({
  org: text(200).optional(),
  project: text(200).optional(),
  version: text(250).optional(),
});
/** What the path of a request says of a release. */
export type ReleasePath = z.infer<typeof Path>;

/** Reads what the path says: it is kept and searched as what bodies say is. */
export function releasePath(params: unknown): ReleasePath {
  return readBody(Path, params);
}

/** Reads what is said of a release. */
export function releaseBody(body: unknown): ReleaseBody {
  return readBody(ReleaseBody, body);
}

/** Reads what is said of a deploy. */
export function deployBody(body: unknown): DeployBody {
  return readBody(DeployBody, body);
}

/** The deploy, at the time that it was done; a pipeline's clock may be ahead of ours. */
export function deployFrom(
  { environment, name, url, dateFinished }: DeployBody,
  now: Instant,
): Deploy {
  return {
    environment,
    at: earlier(parseInstant(dateFinished ?? '') ?? now, now),
    name: name ?? '',
    url: url ?? null,
  };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** The commits of a release, in the order given. */
export function commitsFrom({ commits }: ReleaseBody): readonly Commit[] {
  return (commits ?? []).slice(0, COMMITS_KEPT).map((commit) => ({
    id: commit.id,
    author: commit.author_name || commit.author_email || '',
    message: (commit.message ?? '').trim(),
    repository: commit.repository ?? '',
    at: parseInstant(commit.timestamp ?? '') ?? null,
    files: (commit.patch_set ?? []).slice(0, FILES_KEPT).map(({ path }) => path),
  }));
}
