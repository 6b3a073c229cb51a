import { describe, expect, it } from 'vitest';
import { source, worldWith } from '../configured-world.ts';
import { type HttpWorld, json, START } from '../http-world.ts';
import { shop, withShop } from './sdk-client.ts';

const ORG = '/api/0/organizations/acme';
const VERSION = 'shop@1.4.2';
const OF_VERSION = `${ORG}/releases/${encodeURIComponent(VERSION)}/`;

const post = (world: HttpWorld, url: string, body: unknown) =>
  world.ask({ method: 'POST', url, ...json(body) });
const put = (world: HttpWorld, url: string, body: unknown) =>
  world.ask({ method: 'PUT', url, ...json(body) });
const create = (world: HttpWorld, change: object = {}) =>
  post(world, `${ORG}/releases/`, { version: VERSION, projects: ['shop'], ...change });
const kept = (world: HttpWorld, project = 'shop') =>
  world.store.releaseOf({ project, version: VERSION });

const aCommit = (change: object = {}) => ({
  id: '690370aaa30b7286a5a073b75422709fe4dce0d1',
  repository: 'acme/shop',
  author_name: 'Ann',
  author_email: 'ann@example.com',
  timestamp: '2026-02-10T13:00:00Z',
  message: 'Set the price\n',
  patch_set: [{ path: 'shop/price.py', type: 'M' }],
  ...change,
});

describe('a release', () => {
  it('is kept with its projects', async () => {
    const world = withShop();

    const answer = await create(world, {
      projects: ['shop', 'worker'],
      url: 'https://ci.example.com',
    });

    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      version: VERSION,
      dateCreated: '2026-02-10T14:02:00.000Z',
      dateReleased: null,
      projects: [
        { slug: 'shop', name: 'shop' },
        { slug: 'worker', name: 'worker' },
      ],
    });
    expect(await kept(world)).toMatchObject({ firstSeenAt: START, url: 'https://ci.example.com' });
    expect(await kept(world, 'worker')).toMatchObject({ version: VERSION });
  });

  it('has the commits that are told of it', async () => {
    const world = withShop();
    await create(world);

    const answer = await put(world, OF_VERSION, { commits: [aCommit()] });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ version: VERSION, commitCount: 1 });
    expect((await kept(world))?.commits).toEqual([
      {
        id: '690370aaa30b7286a5a073b75422709fe4dce0d1',
        repository: 'acme/shop',
        author: 'Ann',
        message: 'Set the price',
        at: Date.UTC(2026, 1, 10, 13),
        files: ['shop/price.py'],
      },
    ]);
  });

  it('has of many commits the first, and of long texts the beginning', async () => {
    const world = withShop();
    await create(world);
    const long = aCommit({ message: 'x'.repeat(50_000), author_name: null });
    const others = Array.from({ length: 80 }, (_, index) => aCommit({ id: `${index}` }));

    const { statusCode } = await put(world, OF_VERSION, { commits: [long, ...others] });

    expect(statusCode).toBe(200);
    const commits = (await kept(world))?.commits ?? [];
    expect(commits).toHaveLength(50);
    expect(commits.find(({ id }) => id === aCommit().id)).toMatchObject({
      author: 'ann@example.com',
      message: 'x'.repeat(1_000),
    });
  });

  it('says when it was finalized', async () => {
    const world = withShop();
    await create(world);
    const dateReleased = '2026-02-10T14:00:00.123456789Z';

    const answer = await put(world, OF_VERSION, { projects: ['shop'], dateReleased });

    expect(answer.json()).toMatchObject({ dateReleased });
  });

  it.each([
    ['version', `${ORG}/releases/${'v'.repeat(251)}/`, 'version'],
    ['project', `/api/0/projects/acme/${'p'.repeat(201)}/releases/1.4.2/`, 'project'],
  ])('is refused with a path whose %s is longer than one can be', async (_, url, field) => {
    const answer = await put(withShop(), url, { projects: ['shop'] });

    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toContain(`"${field}" is wrong`);
  });

  it('is found under a name with signs', async () => {
    const world = withShop();
    const version = 'feature/price@2.0+7';
    await create(world, { version });

    const answer = await world.ask({
      url: `${ORG}/releases/${encodeURIComponent(version)}/`,
    });

    // Its project is not named here: it is that of the configuration.
    expect(answer.json()).toMatchObject({ version, projects: [{ slug: 'shop' }] });
  });
});

describe('a deploy', () => {
  const deploy = { environment: 'production', name: 'seven', url: 'https://ci.example.com/7' };

  it('is kept with its release, and ends what waits for it', async () => {
    const world = withShop();
    await create(world);

    const answer = await post(world, `${OF_VERSION}deploys/`, {
      ...deploy,
      dateStarted: '2026-02-10T14:01:00Z',
      dateFinished: '2026-02-10T14:01:30.5Z',
    });

    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      ...deploy,
      dateStarted: '2026-02-10T14:01:00Z',
      dateFinished: '2026-02-10T14:01:30.500Z',
    });
    expect((await kept(world))?.deploys).toEqual([
      { ...deploy, at: Date.UTC(2026, 1, 10, 14, 1, 30, 500) },
    ]);
    expect(world.commands.at(-1)).toEqual({
      type: 'deployed',
      actor: { type: 'api', name: 'sentry-cli' },
      project: 'shop',
    });
  });

  it('is not later than now, whatever the clock of a pipeline says', async () => {
    const world = withShop();
    await create(world);

    await post(world, `${OF_VERSION}deploys/`, { ...deploy, dateFinished: '2027-01-01T00:00:00Z' });

    expect((await kept(world))?.deploys[0]?.at).toBe(START);
  });

  it('is listed, the newest first', async () => {
    const world = withShop();
    await create(world);
    for (const environment of ['staging', 'production']) {
      await post(world, `${OF_VERSION}deploys/`, { environment, name: null, url: null });
    }

    const answer = await world.ask({ url: `${OF_VERSION}deploys/` });

    expect(answer.json()).toMatchObject([
      { environment: 'production', name: null },
      { environment: 'staging' },
    ]);
  });
});

describe('the projects of a request that names none', () => {
  it.each<readonly [string, HttpWorld, string, string]>([
    ['are the configured ones', withShop(), 'shop', '1.4.2'],
    [
      'have the names of their projects',
      worldWith(source({ name: 'logs', type: 'rollbar-sdk', project: '7' }), shop()),
      'logs',
      '1.4.2',
    ],
    ['are called as the version says', worldWith(), 'worker', 'worker@1.4.2'],
    ['are called as the organization', worldWith(), 'acme', '1.4.2'],
  ])('%s', async (_, world, project, version) => {
    await create(world, { projects: [project], version });

    const answer = await put(world, `${ORG}/releases/${version}/`, { commits: [aCommit()] });

    expect(answer.statusCode).toBe(200);
    expect(answer.json().projects).toEqual([{ slug: project, name: project }]);
  });

  it('are none that have the release: the sender hears what to do', async () => {
    const answer = await put(withShop(), OF_VERSION, { commits: [] });

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      detail:
        'No project has the release "shop@1.4.2". Make it first, with "sentry-cli releases new --project NAME VERSION".',
      causes: [],
    });
  });
});

it('the releases of a project, or of all that are configured, are listed', async () => {
  const world = withShop();
  await create(world);
  await create(world, { projects: ['worker'], version: 'worker@1' });

  for (const url of ['/api/0/projects/acme/shop/releases/', `${ORG}/releases/`]) {
    const answer = await world.ask({ url });

    expect(answer.json()).toMatchObject([{ version: VERSION, projects: [{ slug: 'shop' }] }]);
  }
});

it('the paths of a project do the same as those of an organization', async () => {
  const world = withShop();
  const path = '/api/0/projects/acme/shop/releases/';

  expect(await post(world, path, { version: VERSION })).toMatchObject({ statusCode: 201 });
  const commits = [aCommit()];
  expect(await put(world, `${path}${VERSION}/`, { commits })).toMatchObject({ statusCode: 200 });
  expect((await world.ask({ url: `${path}${VERSION}/` })).json()).toMatchObject({
    version: VERSION,
    commitCount: 1,
  });
  expect((await world.ask({ url: `${OF_VERSION}commits/` })).json()).toMatchObject([
    { message: 'Set the price', author: { name: 'Ann' }, dateCreated: '2026-02-10T13:00:00.000Z' },
  ]);
});

it.each<readonly [string, unknown]>([
  ['/api/0/', { version: '0', user: null }],
  [`${ORG}/repos/?cursor=`, []],
  [`${OF_VERSION}previous-with-commits/`, {}],
])('%s answers what the tool expects', async (url, expected) => {
  const answer = await withShop().ask({ url });

  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject(expected as object);
});

describe('is refused', () => {
  it.each(['/api/0/', `${ORG}/releases/x/`])('whoever has no API token: %s', async (url) => {
    const world = withShop();

    for (const answer of [await world.app.inject({ url }), await world.send({ url })]) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toEqual({ detail: expect.stringContaining('API token'), causes: [] });
    }
  });

  it.each<readonly [string, unknown]>([
    ['a release without a version', { projects: ['shop'] }],
    ['a release with a version of spaces', { projects: ['shop'], version: ' ' }],
    ['a release with a version of a wrong type', { projects: ['shop'], version: 7 }],
    ['a list', []],
  ])('%s', async (_, body) => {
    const answer = await post(withShop(), `${ORG}/releases/`, body);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toMatch(/[.]$/);
  });

  it('with a time to come again what cannot be stored', async () => {
    const world = withShop();
    world.broken = new Error('disk full');

    const answer = await create(world);

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
  });
});
