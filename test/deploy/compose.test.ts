import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnvironment } from '../../src/config/environment.ts';
import { settingsOf } from '../config/support.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What is not of our taste: an order of keys, and rules for images that others build. */
const RULES = {
  'no-build-and-image': 0,
  'no-unbound-port-interfaces': 0,
  'require-quotes-in-ports': 0,
  'service-image-require-explicit-tag': 0,
  'service-keys-order': 0,
  'services-alphabetical-order': 0,
} as const;

/** What dclint answers; its own types cannot be read under Node's resolution. */
const Results = z.array(
  z.object({ messages: z.array(z.object({ rule: z.string(), message: z.string() })) }),
);

/** What the Compose Specification's schema and dclint's other rules say against files. */
function faultsOf(...paths: readonly string[]): readonly string[] {
  const linter = new DCLinter({ rules: RULES, quiet: true, debug: false, exclude: [] });
  return Results.parse(linter.lintFiles([...paths], false))
    .flatMap(({ messages }) => messages)
    .map(({ rule, message }) => `${rule}: ${message}`);
}

/** The parts that these tests look at; the schema checks the others. */
const Service = z.object({
  image: z.string(),
  ports: z.array(z.string()).optional(),
  env_file: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  command: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().default(false),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  deploy: z.object({ replicas: z.number() }).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service) });

const CLUSTER = 'compose.cluster.yml';
const written = readFileSync(CLUSTER, 'utf8');
const { services } = Compose.parse(parse(written));
const { bot, ...others } = Compose.parse(parse(readFileSync('compose.yml', 'utf8'))).services;

/** A variable without another one in it, with what stands after `:-` or `:?`. */
const INNERMOST = /\$\{(\w+)(?::([-?])([^{}]*))?\}/;

/** A text with its variables as an operator would set them; defaults may hold variables themselves. */
function filledIn(text: string): string {
  const filled = text.replace(
    INNERMOST,
    (_, name, mark, otherwise) => VALUES[name] ?? (mark === '-' ? otherwise : ''),
  );
  return filled === text ? text : filledIn(filled);
}

const VALUES: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'aaaa1111',
  REDIS_PASSWORD: 'bbbb2222',
  QUELL_INGEST_KEY: 'cccc3333',
  QUELL_API_TOKEN: 'dddd4444',
  QUELL_PORT: '3000',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
};

/** What a bot gets to know when its variables are filled in. */
function environmentFor({ environment }: z.infer<typeof Service>): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.map(([name, text]) => [name, filledIn(text)]));
}

describe('both compose files', () => {
  it('keep to the Compose Specification', () => {
    expect(faultsOf('compose.yml', CLUSTER)).toEqual([]);
  });
});

describe('compose.yml', () => {
  it('runs one bot, and nothing else', () => {
    expect(bot!.ports!.map(filledIn)).toEqual(['3000:3000']);
    expect(others).toEqual({});
  });

  it('gives it an environment that Quell takes, with the tokens of .env', () => {
    const { SLACK_APP_TOKEN } = VALUES;

    expect(bot!.env_file).toEqual(['.env']);
    expect(readEnvironment({ ...environmentFor(bot!), SLACK_APP_TOKEN })).toMatchObject({
      config: { host: '0.0.0.0', port: 3000, configFile: '/config/quell.yml' },
    });
  });

  it('keeps its data in a volume, and gives it nothing else to write to but /tmp', () => {
    expect(bot).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
    expect(bot!.volumes).toEqual(['quell:/data', './deploy/config:/config:ro']);
    expect(bot!.environment['DATABASE_URL']).toBe('sqlite:/data/quell.db');
  });

  it('is the same bot as one of compose.cluster.yml, but for where it keeps its state', () => {
    const kept = ({ image, stop_grace_period, read_only, cap_drop }: z.infer<typeof Service>) => {
      return { image, stop_grace_period, read_only, cap_drop };
    };

    expect(kept(bot!)).toEqual(kept(services['bot']!));
  });
});

describe('compose.cluster.yml', () => {
  it.each([
    ['a key that it does not know', 'stop_grace_period: 20s', 'stop_grace: 20s'],
    ['a value of another type', 'replicas: 3', 'replicas: [3]'],
    ['a key in the wrong place', '    shm_size: 256m\n', '    replicas: 3\n'],
  ])('would be refused with %s', (_, right, wrong) => {
    expect(written).toContain(right);
    const path = join(temporaryFolder(), 'compose.yml');
    writeFileSync(path, written.replace(right, wrong));

    expect(faultsOf(path)).toContainEqual(expect.stringContaining('invalid-schema'));
  });

  it('runs three bots behind nginx, which alone can be reached from outside', () => {
    const reached = Object.keys(services).filter((name) => services[name]?.ports);

    expect(services['bot']!.deploy).toEqual({ replicas: 3 });
    expect(reached).toEqual(['nginx']);
  });

  it('gives the bots an environment that Quell takes', () => {
    expect(readEnvironment(environmentFor(services['bot']!))).toHaveProperty('config');
  });

  it('leaves a bot longer to stop than it takes at most', () => {
    expect(services['bot']!.stop_grace_period).toBe('20s');
  });

  it('has Redis write what it holds to disk, and refuse rather than forget', () => {
    const flags = services['redis']!.command.join(' ');

    expect(flags).toContain('--appendonly yes');
    expect(flags).toContain('--maxmemory-policy noeviction');
    expect(flags).toContain('--requirepass');
  });

  it('keeps what PostgreSQL and Redis hold in volumes', () => {
    expect(services['postgres']!.volumes).toEqual(['postgres:/var/lib/postgresql/data']);
    expect(services['redis']!.volumes).toEqual(['redis:/data']);
  });

  it('gives the bots a configuration that Quell takes', () => {
    const text = readFileSync('deploy/config/quell.yml', 'utf8');

    expect(services['bot']!.volumes).toEqual(['./deploy/config:/config:ro']);
    expect(settingsOf(text).defaultChannel).toBe('#alerts');
  });
});
