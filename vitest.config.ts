import { defineConfig } from 'vitest/config';

/** Tests that start servers, a browser or other programs; all others are units. */
const withServers = [
  'test/sandbox/**/*.test.ts',
  'test/sandbox-page/**/*.browser.test.ts',
  'test/scenarios/**/*.test.ts',
  'test/programs/**/*.test.ts',
  'test/slack/with-bolt/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: withServers,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: withServers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    maxWorkers: 2,
  },
});
