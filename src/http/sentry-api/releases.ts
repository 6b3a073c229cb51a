import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Release } from '../../domain/error-group.ts';
import { guard } from '../authenticate.ts';
import { bodyOf } from '../body.ts';
import { answerFault, badRequest, faultFrom, stored } from '../faults.ts';
import { projectNames } from '../projects.ts';
import type { IntakeDeps } from '../take-in.ts';
import { faultHeaders, sentryFault } from './answers.ts';
import { commitAnswer, deployAnswer, releaseAnswer } from './release-answers.ts';
import {
  commitsFrom,
  deployBody,
  deployFrom,
  type ReleaseBody,
  releaseBody,
  releasePath,
} from './release-bodies.ts';
import { projectsOf, releasesNamed, type Spoken, unknownRelease } from './release-projects.ts';

type Handle = (deps: IntakeDeps, request: FastifyRequest) => Promise<unknown>;

const ORGANIZATION = '/api/0/organizations/:org';
const OF_PROJECT = '/api/0/projects/:org/:project/releases';

const ROUTES: readonly (readonly ['GET' | 'POST' | 'PUT', string, Handle, number?])[] = [
  ['GET', '/api/0/', async () => ABOUT],
  ['GET', `${ORGANIZATION}/repos/`, async () => []],
  ['GET', `${ORGANIZATION}/releases/`, listReleases],
  ['POST', `${ORGANIZATION}/releases/`, createRelease, 201],
  ['GET', `${ORGANIZATION}/releases/:version/`, showRelease],
  ['PUT', `${ORGANIZATION}/releases/:version/`, updateRelease],
  ['GET', `${ORGANIZATION}/releases/:version/commits/`, listCommits],
  ['GET', `${ORGANIZATION}/releases/:version/previous-with-commits/`, async () => ({})],
  ['GET', `${ORGANIZATION}/releases/:version/deploys/`, listDeploys],
  ['POST', `${ORGANIZATION}/releases/:version/deploys/`, createDeploy, 201],
  ['GET', `${OF_PROJECT}/`, listReleases],
  ['POST', `${OF_PROJECT}/`, createRelease, 201],
  ['GET', `${OF_PROJECT}/:version/`, showRelease],
  ['PUT', `${OF_PROJECT}/:version/`, updateRelease],
];

/** What `sentry-cli info` asks for. */
const ABOUT = { version: '0', auth: { scopes: ['project:releases'] }, user: null };

/** The part of Sentry's API that `sentry-cli releases` and `deploys` call: https://docs.sentry.io/api/releases/. */
export function releaseApi(app: FastifyInstance, deps: IntakeDeps): void {
  const check = guard([deps.keys.apiToken], ['bearer'], 'API token');
  app.addHook('onRequest', async (request) => check(request));
  app.setErrorHandler((error, _, reply) => {
    const fault = faultFrom(error);
    answerFault(reply.headers(faultHeaders(fault)), fault, sentryFault, deps.log);
  });
  for (const [method, url, handle, status = 200] of ROUTES) {
    app.route({
      method,
      url,
      handler: async (request, reply) => reply.code(status).send(await handle(deps, request)),
    });
  }
}

/** Which release the request is about: by its body, else by its path. */
function spokenOf(
  { params }: FastifyRequest,
  body: Pick<ReleaseBody, 'version' | 'projects'> = {},
): Spoken {
  const { org = '', project, version = '' } = releasePath(params);
  const named = (body.projects ?? []).map((name) => name.trim()).filter((name) => name !== '');
  const projects = project === undefined ? named : [project];
  return { version: (version || body.version || '').trim(), projects, org };
}

async function createRelease(deps: IntakeDeps, request: FastifyRequest) {
  const body = releaseBody(bodyOf(request));
  const spoken = spokenOf(request, body);
  if (spoken.version === '') throw badRequest('bad_request', 'The release needs a "version".');
  return save(deps, spoken, body);
}

async function updateRelease(deps: IntakeDeps, request: FastifyRequest) {
  const body = releaseBody(bodyOf(request));
  return save(deps, spokenOf(request, body), body);
}

/** Keeps what is said of the release with each of its projects; what is known of it already is added to. */
async function save(deps: IntakeDeps, spoken: Spoken, body: ReleaseBody) {
  const { version } = spoken;
  const change = { ...anEmpty(deps, version), commits: commitsFrom(body), url: body.url ?? null };
  const projects = await projectsOf(deps, spoken);
  for (const project of projects) {
    await stored(deps.act({ type: 'release', release: { ...change, project } }));
  }
  const [release = { ...change, project: '' }] = await releasesNamed(deps, { ...spoken, projects });
  return releaseAnswer(release, projects, body.dateReleased ?? undefined);
}

function anEmpty({ clock }: IntakeDeps, version: string): Omit<Release, 'project'> {
  return { version, firstSeenAt: clock.now(), deploys: [], commits: [], url: null };
}

async function showRelease(deps: IntakeDeps, request: FastifyRequest) {
  const found = await knownRelease(deps, request);
  return releaseAnswer(found.release, found.projects);
}

async function knownRelease(deps: IntakeDeps, request: FastifyRequest) {
  const spoken = spokenOf(request);
  const releases = await releasesNamed(deps, spoken);
  const [release] = releases;
  if (!release) throw unknownRelease(spoken.version);
  return { release, projects: releases.map(({ project }) => project) };
}

const MOST_RELEASES = 100;

async function listReleases(deps: IntakeDeps, request: FastifyRequest) {
  const { project } = releasePath(request.params);
  const projects = project === undefined ? projectNames(deps.configured()) : [project];
  const lists = projects.map((name) => stored(deps.store.releases(name, MOST_RELEASES)));
  const releases = (await Promise.all(lists)).flat();
  return releases.map((release) => releaseAnswer(release, [release.project]));
}

async function listCommits(deps: IntakeDeps, request: FastifyRequest) {
  const { release } = await knownRelease(deps, request);
  return release.commits.map(commitAnswer);
}

async function listDeploys(deps: IntakeDeps, request: FastifyRequest) {
  const { release } = await knownRelease(deps, request);
  return release.deploys.map(deployAnswer).toReversed();
}

async function createDeploy(deps: IntakeDeps, request: FastifyRequest) {
  const body = deployBody(bodyOf(request));
  const spoken = spokenOf(request, body);
  const { version } = spoken;
  const deploy = deployFrom(body, deps.clock.now());
  const release = { ...anEmpty(deps, version), deploys: [deploy] };
  for (const project of await projectsOf(deps, spoken)) {
    await stored(deps.act({ type: 'release', release: { ...release, project } }));
    await stored(deps.act({ type: 'deployed', actor: ACTOR, project }));
  }
  return { ...deployAnswer(deploy, 0), dateStarted: body.dateStarted ?? null };
}

const ACTOR = { type: 'api', name: 'sentry-cli' } as const;
