import type { Started } from '../../src/cli/banner.ts';

/** A start with the sandbox, over a file. */
export const started: Started = {
  version: '0.1.0',
  url: 'http://127.0.0.1:3000',
  urlHere: 'http://127.0.0.1:3000',
  isGuess: false,
  sandboxUrl: 'http://127.0.0.1:3001',
  slackMode: 'socket',
  database: 'data/quell.db',
  redis: null,
  mail: null,
  roles: ['http', 'worker', 'slack'],
  keys: { ingest: 'a'.repeat(32), apiToken: 'b'.repeat(32) },
  shown: { ingest: true, apiToken: true },
};
