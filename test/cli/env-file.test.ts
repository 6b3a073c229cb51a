import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addEnvFile } from '../../src/cli/env-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('.env', () => {
  it('adds to the environment, which wins, also where it is empty', () => {
    const path = join(temporaryFolder(), '.env');
    writeFileSync(path, '# secrets\nPORT=4000\nHOST=0.0.0.0\nSLACK_BOT_TOKEN="xoxb-1" # bot\n');
    const env: Record<string, string | undefined> = { PORT: '5000', HOST: '' };

    expect(addEnvFile(env, path)).toBeNull();

    expect(env).toEqual({ PORT: '5000', HOST: '', SLACK_BOT_TOKEN: 'xoxb-1' });
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
