import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { addEnvFile } from '../../src/cli/env-file.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('.env', () => {
  it('adds to the environment, which wins, also where it is empty', () => {
    const path = join(temporaryFolder(), '.env');
    writeFileSync(path, '# secrets\nPORT=4000\nHOST=0.0.0.0\nSLACK_BOT_TOKEN="xoxb-1" # bot\n');
    const env: Record<string, string | undefined> = { PORT: '5000', HOST: '' };

    expect(addEnvFile(env, path)).toBeNull();

    expect(env).toEqual({ PORT: '5000', HOST: '', SLACK_BOT_TOKEN: 'xoxb-1' });
  });

  it('has no part in trying a backup, as its page prints that', () => {
    const path = join(temporaryFolder(), '.env');
    const page = readFileSync('docs/operations/backup.md', 'utf8');
    const [, tried = ''] = /^(SLACK_BOT_TOKEN=[\s\S]*?) npm start$/m.exec(page) ?? [];
    writeFileSync(
      path,
      `SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nSLACK_SIGNING_SECRET=hush
SLACK_API_URL=http://127.0.0.1:1/api/\nREDIS_URL=redis://127.0.0.1\n`,
    );
    const env = parseEnv(tried.replaceAll(/[\\\s]+/g, '\n'));

    addEnvFile(env, path);

    expect(readEnvironment(env)).toMatchObject({ config: { slack: null, redis: null } });
  });

  it('need not be there', () => {
    const env = {};

    expect(addEnvFile(env, join(temporaryFolder(), '.env'))).toBeNull();
    expect(env).toEqual({});
  });

  it('that cannot be read is told of', () => {
    const path = join(temporaryFolder(), '.env');
    mkdirSync(path);

    expect(addEnvFile({}, path)).toMatch(/is there, but cannot be read \(EISDIR\)\. Let the user/);
  });
});
