/** Carries out calls of the bot, with what goes wrong on purpose in between. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../block-kit/checks.ts';
import type { Fault, Faults } from '../faults.ts';
import type { LoggedRequest, RequestLog } from '../request-log.ts';
import type { Deferred, Timers } from '../signals.ts';
import { sendJson, sendText } from './answer.ts';

/** What came of a call. */
export interface Outcome {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log: `ok`, an error code, `429`. */
  readonly word: string;
}

/** A call that came in: its name, and how it is carried out. */
export interface Call {
  readonly name: string;
  readonly args: Json;
  run(): Outcome;
}

/** What carrying out needs. */
export interface CallParts {
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly timers: Timers;
  readonly deferred: Deferred;
  readonly changed: () => void;
}

/** The two ends of an HTTP exchange. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Runs the call and answers, unless a fault of its kind was ordered. */
export function carryOut(parts: CallParts, call: Call, exchange: Exchange): void {
  const { faults, log, changed, deferred } = parts;
  deferred.runDue();
  const entry = log.add({ direction: 'to-slack', name: call.name, body: call.args });
  const fault = faults.take(call.name, call.args);
  if (fault)
    fail(parts, { ...call, run: () => noted(entry, call.run()) }, { exchange, fault, entry });
  else send(exchange, noted(entry, call.run()));
  changed();
}

/** An answer of 429. */
export function rateLimited(seconds: number): Outcome {
  const headers = { 'retry-after': String(seconds) };
  return { status: 429, body: { ok: false, error: 'ratelimited' }, headers, word: '429' };
}

/** An answer of 200 that says no. */
export function refused(code: string, details: object = {}): Outcome {
  return { status: 200, body: { ok: false, error: code, ...details }, word: code };
}

interface Failing {
  readonly exchange: Exchange;
  readonly fault: Fault;
  readonly entry: LoggedRequest;
}

function fail(parts: CallParts, call: Call, failing: Failing): void {
  failing.entry.outcome = failing.fault.kind;
  switch (failing.fault.kind) {
    case 'hang':
      break;
    case 'rate-limited':
    case 'error':
    case 'status':
      answerBadly(failing.exchange, failing.fault, failing.entry);
      break;
    case 'drop-before':
    case 'drop-after':
    case 'late':
      dropped(parts, call, failing);
      break;
    case 'slow':
      parts.timers.after(failing.fault.milliseconds, () => {
        send(failing.exchange, call.run());
        parts.changed();
      });
  }
}

type Answered = Extract<Fault, { kind: 'rate-limited' | 'error' | 'status' }>;

function answerBadly(exchange: Exchange, fault: Answered, entry: LoggedRequest): void {
  if (fault.kind === 'status') {
    entry.outcome = String(fault.status);
    sendText(exchange.response, fault.status, 'Slack is having trouble.');
    return;
  }
  const outcome = fault.kind === 'error' ? refused(fault.code) : rateLimited(fault.retryAfter);
  send(exchange, noted(entry, outcome));
}

function dropped(parts: CallParts, call: Call, { exchange, fault }: Failing): void {
  if (fault.kind === 'drop-after') call.run();
  exchange.request.socket.destroy();
  if (fault.kind === 'late') later(parts, call, fault.seconds * 1000);
}

function later(parts: CallParts, call: Call, milliseconds: number): void {
  parts.deferred.add(milliseconds, () => {
    call.run();
    parts.changed();
  });
}

function noted(entry: LoggedRequest, outcome: Outcome): Outcome {
  entry.outcome = outcome.word;
  entry.answer = outcome.body;
  return outcome;
}

function send({ response }: Exchange, { status, body, headers }: Outcome): void {
  sendJson(response, status, body, headers);
}
