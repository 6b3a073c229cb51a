import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEnvironment } from '../../src/config/environment.ts';
import { newFolder } from '../programs/support/program.ts';
import { type Built, buildStage } from './support/build.ts';
import { CAN_CHANGE_ROOT } from './support/chroot.ts';
import {
  environmentOf,
  isSent,
  meantBy,
  readCopy,
  readDockerfile,
  textOf,
  textsOf,
} from './support/dockerfile.ts';
import { type Trial, tryImage } from './support/trial.ts';

const [build, image, ...others] = readDockerfile(readFileSync('Dockerfile', 'utf8'));
const ignored = readFileSync('.dockerignore', 'utf8');
const copies = [build!, image!].flatMap((stage) => textsOf(stage, 'COPY').map(readCopy));

describe('the Dockerfile', () => {
  it('builds in one image and runs in a smaller one, both of one version of Node', () => {
    expect(others).toEqual([]);
    expect(build).toMatchObject({ name: 'build', image: 'node:24-bookworm' });
    expect(image).toMatchObject({ name: null, image: 'node:24-bookworm-slim' });
  });

  it('copies what is there and is sent to the builder', () => {
    const sources = copies.filter(({ from }) => from === null).flatMap((copy) => copy.sources);

    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      const meant = meantBy(source, readdirSync('.'));
      expect(meant, source).not.toEqual([]);
      expect(meant.filter((name) => !isSent(name, ignored))).toEqual([]);
    }
  });

  it.each([
    ['secrets', '.env'],
    ['data', 'data/quell.db'],
    ['history', '.git/HEAD'],
    ['what was installed here, for this machine', 'node_modules/better-sqlite3/package.json'],
    ['what was built here', 'dist/main.js'],
    ['tests', 'test/packages/image.test.ts'],
  ])('is built without %s', (_, path) => {
    expect(isSent(path, ignored)).toBe(false);
  });

  it('gives an environment that Quell takes, with its data in the volume', () => {
    const reading = readEnvironment(environmentOf(image!));

    expect(textOf(image!, 'VOLUME')).toBe('/data');
    expect(reading).toMatchObject({
      config: { host: '0.0.0.0', port: 3000, database: { path: '/data/quell.db' } },
    });
    expect(textOf(image!, 'EXPOSE')).toBe('3000');
  });

  it('hands Node all of its options, which stand in quotes', () => {
    expect(environmentOf(image!)['NODE_OPTIONS']).toBe('--v8-pool-size=0 --max-semi-space-size=32');
  });

  it('starts without a shell, so that Quell itself hears that it is to stop', () => {
    expect(JSON.parse(textOf(image!, 'ENTRYPOINT'))).toEqual(['node', 'dist/main.js']);
    expect(JSON.parse(textOf(image!, 'CMD'))).toEqual(['serve']);
    expect(textOf(image!, 'USER')).toBe('1000:1000');
  });
});

const Lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })),
});

/** What is left in the first stage when its lines were carried out: of what is here. */
function firstStage(folder: string): Built {
  const quell = join(folder, 'built/quell');
  const { packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const needed = Object.entries(packages).flatMap(([path, { dev }]) => (dev || !path ? [] : path));
  // A package within another one comes with that one.
  const own = needed.filter((path) => path.lastIndexOf('node_modules/') === 0 && existsSync(path));
  execFileSync(process.execPath, ['tools/needed-files.mjs', join(quell, 'needed'), 'dist', ...own]);
  return { name: 'build', root: join(folder, 'built'), folder: '/quell', user: '0:0', env: {} };
}

describe.skipIf(!CAN_CHANGE_ROOT)('the image (tried by root on Linux only)', () => {
  const { path: folder, remove } = newFolder();
  let trial: Trial;
  beforeAll(async () => {
    const building = { context: resolve('.'), folder, say: () => {} };
    const built = buildStage(image!, [firstStage(folder)], building);
    trial = await tryImage(image!, built);
  }, 60_000);
  afterAll(remove);

  it('shows the first card', () => {
    expect(trial.card).toContain('Disk is almost full on db-01');
  });

  it('writes nowhere but to its data and to /tmp', () => {
    expect(trial.writable).toEqual(['/data', '/tmp']);
  });

  it('is healthy while it runs, and ill when it does not', () => {
    expect(trial.health).toEqual([0, 1]);
  });

  it('ends well when it is told to', () => {
    expect(trial.exit).toBe(0);
  });
});
