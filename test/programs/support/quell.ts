import { join, resolve } from 'node:path';
import type { Duration } from '../../../src/domain/time.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { newFolder, startProgram } from './program.ts';

/** What a test may decide of a Quell that it starts. */
export interface QuellOptions {
  /** Where its database is, for one that is started again; a new folder otherwise. */
  readonly folder?: string;
  /** The Slack that it works with; otherwise it starts a sandbox of its own. */
  readonly slack?: Record<string, string>;
  /** How far its clock goes ahead of the real one. */
  readonly ahead?: Duration;
}

/** An incident, as far as tests look at it. */
interface ShownIncident {
  readonly number: number;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly severity: string;
  readonly source: string;
  readonly withheld: string | null;
  readonly alert_count: number;
  readonly firing_count: number;
  readonly hosts: readonly string[];
  readonly resolved_by: string | null;
  readonly slack: { readonly channel: string; readonly ts: string } | null;
}

/** The built program as a process of its own. */
export interface Quell {
  /** Its address, with another port at each start. */
  readonly url: string;
  readonly pid: number;
  /** What a path of the REST API answers. */
  get<Answer>(path: string): Promise<Answer>;
  /** The same as text, for what is no JSON. */
  text(path: string): Promise<string>;
  /** The incidents, the newest first. */
  incidents(): Promise<readonly ShownIncident[]>;
  /** Ends it; answers its exit code. */
  stop(): Promise<number | null>;
}

export const INGEST_KEY = 'ingest-key';
export const API_TOKEN = 'api-token';
const MAIN = resolve('dist/main.js');

/** Starts `quell serve` on a free port; `npm run build` must have run. */
export async function startQuell(options: QuellOptions = {}): Promise<Quell> {
  const own = options.folder === undefined ? newFolder() : null;
  const folder = options.folder ?? own?.path ?? '';
  const running = await startProgram(process.execPath, {
    args: [...clockAhead(options.ahead ?? 0), MAIN, 'serve'],
    // Where no config file of anybody's lies.
    cwd: folder,
    env: { ...environment(folder), ...options.slack },
    ready: /Alerts\s+(http:\/\/\S+)/,
  });
  const url = running.ready[1] ?? '';
  return {
    url,
    pid: running.pid,
    get: async (path) => JSON.parse(await ask(url + path)),
    text: (path) => ask(url + path),
    incidents: async () => {
      // What the API promises; the tests of the API itself hold it to that.
      const listed: Listed = JSON.parse(await ask(`${url}/api/v1/incidents`));
      return listed.incidents;
    },
    async stop() {
      const code = await running.stop();
      own?.remove();
      return code;
    },
  };
}

interface Listed {
  readonly incidents: readonly ShownIncident[];
}

function environment(folder: string): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'quell.db')}`,
    QUELL_INGEST_KEY: INGEST_KEY,
    QUELL_API_TOKEN: API_TOKEN,
    LOG_LEVEL: 'warn',
  };
}

/** What is due later is seen at once by a process whose clock is ahead. */
function clockAhead(by: number): readonly string[] {
  if (by === 0) return [];
  const code = `const now = Date.now; Date.now = () => now() + ${by};`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

async function ask(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${API_TOKEN}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${text}`);
  return text;
}

/** The variables that connect Quell with a sandbox of the test's, over Socket Mode. */
export function connectedTo({ botToken, appToken, apiUrl }: Sandbox): Record<string, string> {
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl };
}
