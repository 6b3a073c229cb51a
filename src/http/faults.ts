import type { FastifyError, FastifyReply } from 'fastify';
import type { Log } from '../log.ts';
import { StoreFailed } from '../store/failure.ts';

interface FaultOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  readonly alerts?: number;
  readonly wanted?: string;
}

/** Why a request gets no 2xx: its status, a word for programs and a sentence for people. */
export class HttpFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How many alerts it costs their sender; 1 where nobody looked. */
  readonly alerts: number;
  /** Which key is wanted, where there is none or another one; empty where that is not the matter. */
  readonly wanted: string;

  constructor(status: number, code: string, message: string, options: FaultOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'HttpFault';
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
    this.alerts = options.alerts ?? 1;
    this.wanted = options.wanted ?? '';
  }
}

/** The request is wrong in itself. */
export function badRequest(code: string, message: string, options: FaultOptions = {}): HttpFault {
  return new HttpFault(400, code, message, options);
}

const RETRY_SECONDS = '5';

/** The answer of the store, or 503 with `Retry-After` when it cannot save or read now. */
export async function stored<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new HttpFault(
      503,
      'unavailable',
      'It cannot be stored now. Please send it again later.',
      {
        headers: { 'retry-after': RETRY_SECONDS },
        cause,
      },
    );
  }
}

/** Any error as a fault: those of the HTTP layer in our words, all others as ours (500). */
export function faultFrom(error: unknown): HttpFault {
  if (error instanceof HttpFault) return error;
  // Whatever Fastify throws itself is a FastifyError; of others the fields below are undefined.
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge();
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedType();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const message = error instanceof Error ? `${error.message}.` : 'The request is malformed.';
    return new HttpFault(statusCode, 'malformed_request', message);
  }
  const message = 'Something went wrong on our side; it is in the log.';
  return new HttpFault(500, 'internal', message, { cause: error });
}

const MIB = 1024 * 1024;

/** The body has more bytes than are taken. */
export function tooLarge(limit: number = MIB): HttpFault {
  const message = `The body is larger than ${Math.round(limit / MIB)} MiB; send fewer alerts at once.`;
  return new HttpFault(413, 'too_large', message);
}

/** The body is of a type or in an encoding that is not understood. */
export function unsupportedType(): HttpFault {
  const message = 'The body must be JSON: send "Content-Type: application/json".';
  return new HttpFault(415, 'unsupported_type', message);
}

/** How a door writes a fault into its answer's body. */
export type FaultBody = (fault: HttpFault) => unknown;

/** The body of a fault, where no product defines another. */
export const ourFault: FaultBody = ({ code, message }) => ({ error: { code, message } });

/** Answers a fault, and logs what is not the sender's. */
export function answerFault(
  reply: FastifyReply,
  fault: HttpFault,
  body: FaultBody,
  log: Log,
): void {
  logFault(reply, fault, log);
  void reply.code(fault.status).headers(fault.headers).send(body(fault));
}

function logFault({ request }: FastifyReply, fault: HttpFault, log: Log): void {
  const fields = { method: request.method, path: request.routeOptions.url, code: fault.code };
  if (isOfStore(fault)) log.debug({ ...fields, error: fault.cause }, 'request not stored');
  else if (fault.status >= 500)
    log.error({ ...fields, error: fault.cause ?? fault }, 'request failed');
  else log.debug({ ...fields, message: fault.message }, 'request refused');
}

/** Whether the store said that it cannot save or read, which `unstored.ts` tells; any other error is a fault of ours. */
export function isOfStore({ cause }: HttpFault): boolean {
  return cause instanceof StoreFailed;
}
