import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';

/** A message as Slack's Web API shows it. */
export interface SeenMessage {
  readonly ts: string;
  readonly text: string;
  readonly user?: string;
  readonly blocks?: readonly unknown[];
  readonly metadata?: { readonly event_type: string; readonly event_payload: { key: string } };
}

/** A workspace at `emulate`, with a way in that can lose answers. */
export interface EmulatedSlack {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly botUser: string;
  /** The messages of a channel without replies, the newest first. */
  history(channel: string): Promise<readonly SeenMessage[]>;
  /** A message and its replies. */
  thread(channel: string, ts: string): Promise<readonly SeenMessage[]>;
  /** The next call of this method is carried out, but its answer is lost. */
  loseAnswerOf(method: string): void;
  /** Whether an answer that was to be lost was not asked for yet. */
  isToLose(): boolean;
  close(): Promise<void>;
}

const BOT = { token: 'xoxb-quell', user: 'U0QUELL', id: 'B0QUELL' };
const READER = 'xoxp-reader';

/** Starts a workspace whose bot may do what the manifest asks for, and nothing else. */
export async function startEmulatedSlack(): Promise<EmulatedSlack> {
  const port = await freePort();
  const emulator = await createEmulator({ service: 'slack', port, seed: { slack: workspace() } });
  const lost = new Set<string>();
  const gate = await listening(createServer(passingOn(port, lost)));
  const ask = (method: string, query: Record<string, string>) =>
    messagesOf(`${emulator.url}/api/${method}`, query);
  return {
    apiUrl: `http://127.0.0.1:${portOf(gate)}/api/`,
    botToken: BOT.token,
    botUser: BOT.user,
    history: (channel) => ask('conversations.history', { channel }),
    thread: (channel, ts) => ask('conversations.replies', { channel, ts }),
    loseAnswerOf: (method) => void lost.add(`/api/${method}`),
    isToLose: () => lost.size > 0,
    async close() {
      gate.closeAllConnections();
      gate.close();
      await emulator.close();
    },
  };
}

function workspace() {
  const { token, user, id } = BOT;
  return {
    strict_scopes: true,
    channels: [{ name: 'alerts' }],
    oauth_apps: [
      {
        client_id: '1.2',
        client_secret: 'secret',
        name: 'Quell',
        redirect_uris: [],
        bot_id: id,
        bot_user_id: user,
        bot_name: 'quell',
      },
    ],
    tokens: [
      { token, type: 'bot', user_id: user, bot_id: id, bot_user_id: user, scopes: botScopes() },
      { token: READER, user: 'admin' },
    ],
  };
}

function botScopes(): readonly string[] {
  const manifest = readFileSync('manifest.yml', 'utf8');
  const [, list = ''] = /^ {4}bot:\n((?: {6}- .*\n)+)/m.exec(manifest) ?? [];
  return Array.from(list.matchAll(/- ([\w:]+)/g), ([, scope = '']) => scope);
}

async function messagesOf(
  url: string,
  query: Record<string, string>,
): Promise<readonly SeenMessage[]> {
  const body = new URLSearchParams({ ...query, include_all_metadata: 'true', limit: '100' });
  const headers = { authorization: `Bearer ${READER}` };
  const answer = await fetch(url, { method: 'POST', headers, body });
  // What Slack's documentation promises of both methods.
  const { ok, error, messages } = (await answer.json()) as {
    ok: boolean;
    error?: string;
    messages?: readonly SeenMessage[];
  };
  if (!ok) throw new Error(`${url} answers ${error}.`);
  return messages ?? [];
}

/** Hands every request on, and drops the connection in the place of an answer that is to be lost. */
function passingOn(port: number, lost: Set<string>): RequestListener {
  return (incoming, outgoing) => {
    const { method, url: path = '/', headers } = incoming;
    const onward = request({ port, host: 'localhost', method, path, headers }, (answer) => {
      if (lost.delete(path)) {
        answer.resume().on('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, headersOf(answer));
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
}

function headersOf({ headers }: IncomingMessage) {
  const { connection: _, ...others } = headers;
  return others;
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  // It listens on TCP, so the address is an object.
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = await listening(createServer());
  const port = portOf(server);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
