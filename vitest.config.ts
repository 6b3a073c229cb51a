import { defineConfig } from 'vitest/config';

/** Tests that start servers, a browser or other programs; all others are units. */
const withServers = [
  'test/sandbox/**/*.test.ts',
  'test/sandbox-page/**/*.browser.test.ts',
  'test/scenarios/**/*.test.ts',
  'test/programs/**/*.test.ts',
  'test/deploy/nginx.test.ts',
  'test/slack/with-bolt/**/*.test.ts',
];

/** Tests against PostgreSQL, PGlite or Redis, by their names: those that need no server of a run are among them, being slow. */
const withStores = ['test/**/*{postgres,pglite,redis,bullmq}*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...withServers, ...withStores],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: withServers,
          exclude: withStores,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stores',
          include: withStores,
          globalSetup: 'test/support/servers/postgres.setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    maxWorkers: 2,
  },
});
