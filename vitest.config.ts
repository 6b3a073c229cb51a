import { defineConfig } from 'vitest/config';

/** Tests that start a browser. */
const withBrowser = [
  'test/sandbox-page/**/*.browser.test.ts',
  'test/scenarios/sandbox-page.test.ts',
];

/** Tests that start servers or other programs; all others are units. */
const withServers = [
  'test/sandbox/**/*.test.ts',
  'test/scenarios/**/*.test.ts',
  'test/programs/**/*.test.ts',
  'test/deploy/nginx.test.ts',
  'test/slack/with-bolt/**/*.test.ts',
];

/** Tests against PostgreSQL, PGlite or Redis, by their names: those that need no server of a run are among them, being slow. */
const withStores = ['test/**/*{postgres,pglite,redis,bullmq}*.test.ts'];

/**
 * A worker loads each module once for all of its files: loading them anew for each cost as much as half of the tests. So a
 * test takes back what it changes of a module, of the clock and of the environment.
 */
const shared = {
  ...{ isolate: false, unstubEnvs: true, unstubGlobals: true },
  // They keep a fault from hanging for ever, and say nothing about speed.
  ...{ testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } },
};

export default defineConfig({
  test: {
    // They run in the order of their names: those with the longest files, the browser's, first.
    projects: [
      {
        test: { ...shared, name: 'browser', include: withBrowser },
      },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...withBrowser, ...withServers, ...withStores],
        },
      },
      {
        test: {
          ...shared,
          name: 'whole',
          include: withServers,
          exclude: [...withBrowser, ...withStores],
        },
      },
      {
        test: {
          ...shared,
          name: 'stores',
          include: withStores,
          globalSetup: 'test/support/servers/postgres.setup.ts',
        },
      },
    ],
    maxWorkers: 2,
  },
});
