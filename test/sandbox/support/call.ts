import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** An answer of the Web API. */
export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [field: string]: unknown;
}

/** Calls a method as the bot would, with JSON. */
export async function call(
  sandbox: Sandbox,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const response = await request(sandbox, method, args);
  return (await response.json()) as Answer;
}

/** The same, for those who look at the status and the headers. */
export function request(
  sandbox: Sandbox,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  return fetch(sandbox.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Bearer ${sandbox.botToken}`,
    },
    body: JSON.stringify(args),
  });
}

/** Says something in #alerts, and answers its time. */
export async function posted(
  sandbox: Sandbox,
  args: Readonly<Record<string, unknown>> = { text: 'It burns' },
): Promise<string> {
  const answer = await call(sandbox, 'chat.postMessage', { channel: '#alerts', ...args });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return String(answer['ts']);
}
