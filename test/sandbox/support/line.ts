import { WebSocket } from 'ws';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** An envelope of Socket Mode. */
interface Envelope {
  readonly type: string;
  readonly envelope_id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A bare Socket Mode connection, without Bolt. */
export interface Line {
  readonly envelopes: readonly Envelope[];
  readonly closed: Promise<void>;
  /** A field of the newest payload. */
  last(field: string): unknown;
  /** What the following payloads are acknowledged with; `silence` acknowledges nothing. */
  answerWith(payload: object | 'silence'): void;
  close(): void;
}

/** Fetches a ticket; the address with it. */
export async function ticket(sandbox: Sandbox): Promise<string> {
  const response = await fetch(`${sandbox.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.appToken}` },
  });
  const { url } = (await response.json()) as { url: string };
  return url;
}

/** Connects, and acknowledges whatever comes. */
export async function connect(sandbox: Sandbox): Promise<Line> {
  const socket = new WebSocket(await ticket(sandbox));
  const envelopes: Envelope[] = [];
  let answer: object | 'silence' = {};
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const envelope: Envelope = JSON.parse(String(data));
      envelopes.push(envelope);
      resolve();
      if (!envelope.envelope_id || answer === 'silence') return;
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload: answer }));
    });
  });
  return {
    envelopes,
    closed,
    last: (field) => envelopes.filter((each) => each.payload).at(-1)?.payload?.[field],
    answerWith: (payload) => {
      answer = payload;
    },
    close: () => socket.close(),
  };
}
