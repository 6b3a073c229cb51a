import type { Labels } from './labels.ts';
import type { Instant } from './time.ts';

/** How bad its program says it is, the worst first. */
export const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** One call of a stack. What is not known is empty. */
export interface Frame {
  /** The file, as the program has it: `/srv/shop/checkout/views.py`. */
  readonly path: string;
  /** `checkout.views`. */
  readonly module: string;
  readonly function: string;
  readonly line: number | null;
  /** The line of code, with its indentation. */
  readonly code: string;
  /** A few lines around it. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Whether it is the program's own code; recomputed, since some SDKs call libraries so. */
  readonly inApp: boolean;
  /** Local variables as text; only of the program's own frames. */
  readonly vars: Labels;
}

/** One exception of a chain. */
export interface Raised {
  /** `KeyError`, without its module; empty: a message that was given no type. */
  readonly type: string;
  readonly value: string;
  /** Whether the SDK made it up, so that its type says nothing. */
  readonly synthetic: boolean;
  /** Whether the program caught it; null: not known. */
  readonly handled: boolean | null;
  /** The outermost call first; the last is where it was raised. */
  readonly frames: readonly Frame[];
}

/** Something that happened before. */
export interface Breadcrumb {
  readonly at: Instant | null;
  readonly category: string;
  readonly level: string;
  readonly message: string;
  readonly data: Labels;
}

/** Whom it struck. What is not known is empty. */
export interface ErrorUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly ip: string;
}

/** The request during which it happened. */
export interface ErrorRequest {
  readonly method: string;
  readonly url: string;
  readonly query: string;
  readonly headers: Labels;
  /** The body, as text. */
  readonly data: string;
}

/** One error that a program reported, whatever SDK it used; scrubbed, and every part of it bounded. What is not known is empty. */
export interface ErrorEvent {
  /** 32 hexadecimal digits, without hyphens. */
  readonly id: string;
  /** The project's name: the `service` label. */
  readonly project: string;
  /** When it happened, by the program's clock. */
  readonly at: Instant;
  readonly level: Level;
  /** `python`, `javascript`, `node`. */
  readonly platform: string;
  readonly environment: string;
  readonly release: string;
  readonly logger: string;
  /** What ran: a route, a view, a job. */
  readonly transaction: string;
  readonly server: string;
  /** What it says, filled in. */
  readonly message: string;
  /** The same before it was filled in; empty where the message is all that is known. */
  readonly template: string;
  /** In the order in which they were raised: what began it first, what people see last. None: a message. */
  readonly chain: readonly Raised[];
  /** The program's own idea of what belongs together, `{{ default }}` included; empty: none. */
  readonly fingerprint: readonly string[];
  readonly tags: Labels;
  readonly user: ErrorUser | null;
  readonly request: ErrorRequest | null;
  /** The oldest first. */
  readonly breadcrumbs: readonly Breadcrumb[];
  /** `runtime`, `os`, `browser` and so on, in a few words each. */
  readonly contexts: Labels;
  readonly extra: Labels;
  /** `sentry.python 1.9.10`. */
  readonly sdk: string;
}

/** What tells an event from others of all projects. */
export type EventId = Pick<ErrorEvent, 'project' | 'id'>;

/** One text for each event. */
export function eventKey({ project, id }: EventId): string {
  return `${id} ${project}`;
}

/**
 * Whether its id was made here, of what it says, which two events may do. Such ids are UUIDs of version 8, those of SDKs
 * of version 4: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8.
 */
export function hasMadeId({ id }: EventId): boolean {
  return id.charAt(12) === '8';
}

/** What tells its user from others; null: nobody is known. */
export function userKey({ user }: ErrorEvent): string | null {
  if (!user) return null;
  return user.id || user.email || user.name || user.ip || null;
}
