import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { CHECKS } from '../../../src/cli/doctor/index.ts';
import { findingsOf } from '../../../src/cli/doctor/run.ts';
import { visit } from '../../../src/cli/doctor/visit.ts';
import { runCommandLine } from '../../../src/cli/index.ts';
import { systemClock } from '../../../src/clock.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The tokens of a sandbox, and where it is. */
export function tokensOf({ apiUrl, botToken, appToken }: Sandbox): Env {
  return { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
}

/** What one check says of this environment. */
export async function look(
  name: string,
  env: Env,
  clock = systemClock,
): Promise<readonly Omit<Finding, 'check'>[]> {
  const check = CHECKS.find((each) => each.name === name);
  if (!check) throw new Error(`There is no check ${name}.`);
  const found = await findingsOf(
    check,
    visit({ DATABASE_URL: 'sqlite:/nowhere/x.db', ...env }, clock),
  );
  return found.map(({ status, detail, remedy }) => ({ status, detail, remedy }));
}

/** An environment whose configuration file has this text. */
export function configured(text: string): Env {
  const path = join(temporaryFolder(), 'quell.yml');
  writeFileSync(path, text);
  return { QUELL_CONFIG: path };
}

/** A port on which nobody listens. */
export function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : 0)));
    });
  });
}

/** Runs `quell …` with everything that it says. */
export async function quell(args: readonly string[], env: Env) {
  let [out, err] = ['', ''];
  const code = await runCommandLine(args, {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

/** All of it in one line. */
export function textOf(found: readonly Omit<Finding, 'check'>[]): string {
  return found.map(({ detail, remedy }) => `${detail} ${remedy ?? ''}`).join(' ');
}
