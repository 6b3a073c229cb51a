import { BotUnreachable } from './bot-fault.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  /** Undefined: it is no JSON. */
  readonly body: unknown;
}

const TIMEOUT_SECONDS = 10;

/** Asks the bot there; throws `BotFault` where nothing comes back. */
export async function call(url: string, init: RequestInit): Promise<Answer> {
  const signal = AbortSignal.timeout(TIMEOUT_SECONDS * 1_000);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    throw new BotUnreachable(sentenceOf(error, url), error);
  }
}

/** The same for what may be long: only its beginning must come in time. */
export async function open(url: string, init: RequestInit): Promise<Response> {
  const late = new AbortController();
  const timeout = new DOMException('late', 'TimeoutError');
  const timer = setTimeout(() => late.abort(timeout), TIMEOUT_SECONDS * 1_000);
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: late.signal });
  } catch (error) {
    throw new BotUnreachable(sentenceOf(error, url), error);
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sentenceOf(error: unknown, url: string): string {
  const { origin, hostname } = new URL(url);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${origin} did not answer within ${TIMEOUT_SECONDS} seconds.`;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') {
    return `Nobody listens at ${origin}. Start the bot with quell serve, or say with --url where it is.`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `There is no host ${hostname} to be found. Say with --url where the bot is.`;
  }
  return `${origin} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`;
}
