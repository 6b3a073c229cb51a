import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';
import { DeliveryFailed } from '../flow/notifier.ts';
import type { Log } from '../log.ts';
import type { Channels } from './channels.ts';
import type { Directory } from './directory.ts';
import { deliveryFailure } from './failures.ts';

/** Whom mentions mean, as people write them in the configuration: `@oncall`, `@ann`, `@here`, `#leads`. */
export interface Mentions {
  /**
   * The mention in Slack's mark-up: `<!subteam^S1>`, `<@U1>`, `<!here>`, `<#C1>`; null: nobody is known by it.
   * Rejects with `DeliveryFailed` while Slack cannot be asked, a few times: then people are told without it.
   */
  resolve(mention: string): Promise<string | null>;
}

/** What finding somebody needs. */
export interface MentionDeps {
  readonly web: WebClient;
  readonly channels: Pick<Channels, 'lookUp'>;
  readonly directory: Pick<Directory, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looks mentions up in Slack, and remembers them for a while. */
export function mentionsOf(deps: MentionDeps): Mentions {
  const known = new KnownMentions(deps);
  return { resolve: async (mention) => tokenOf(mention.trim()) ?? known.resolve(mention.trim()) };
}

/** Groups and names change seldom. */
const KEPT = minutes(60);
/** A name that is mended is found soon after. */
const UNKNOWN_KEPT = minutes(5);
/** Calling nobody is bad, telling nobody is worse. */
const TRIES = 3;

const TOKEN =
  /^<(@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!(?:here|channel|everyone)|#[CG][A-Z0-9]+)(?:\|[^<>]*)?>$/;
const EVERYBODY = /^@?(here|channel|everyone)$/i;
/** Shorter ones may be names. */
const ID = /^@?([UWSCG][A-Z0-9]{7,})$/;

/** What needs no looking up. */
function tokenOf(mention: string): string | null {
  const token = TOKEN.exec(mention)?.[1];
  if (token !== undefined) return `<${token}>`;
  const everybody = EVERYBODY.exec(mention)?.[1];
  if (everybody !== undefined) return `<!${everybody.toLowerCase()}>`;
  const id = ID.exec(mention)?.[1];
  return id === undefined ? null : ofId(id);
}

function ofId(id: string): string {
  if (id.startsWith('S')) return `<!subteam^${id}>`;
  return /^[CG]/.test(id) ? `<#${id}>` : `<@${id}>`;
}

class KnownMentions implements Mentions {
  readonly #deps: MentionDeps;
  readonly #known = new Map<string, { readonly token: string | null; readonly until: Instant }>();
  readonly #failures = new Map<string, number>();
  readonly #logged = new Set<string>();

  constructor(deps: MentionDeps) {
    this.#deps = deps;
  }

  async resolve(mention: string): Promise<string | null> {
    const known = this.#known.get(mention);
    if (known && this.#deps.clock.now() < known.until) return known.token;
    try {
      return this.#remember(mention, await this.#lookUp(mention));
    } catch (error) {
      return this.#unasked(mention, deliveryFailure(error), known?.token ?? null);
    }
  }

  #remember(mention: string, token: string | null): string | null {
    const kept = token === null ? UNKNOWN_KEPT : KEPT;
    this.#known.set(mention, { token, until: plus(this.#deps.clock.now(), kept) });
    this.#failures.delete(mention);
    if (token === null) this.#logOnce(mention, { mention }, UNKNOWN);
    else this.#logged.delete(mention);
    return token;
  }

  /** What was known before still holds; else the call is tried again, and in the end told without anybody. */
  #unasked(mention: string, failure: DeliveryFailed, before: string | null): string | null {
    if (before !== null) return before;
    const failures = (this.#failures.get(mention) ?? 0) + 1;
    this.#failures.set(mention, failures);
    if (failures < TRIES) throw surelyNotSent(failure);
    this.#deps.log.error({ mention, code: failure.code }, 'a call is told without its mention');
    return this.#remember(mention, null);
  }

  async #lookUp(mention: string): Promise<string | null> {
    if (mention.startsWith('#')) {
      const id = await this.#orNone(mention, () => this.#deps.channels.lookUp(mention));
      return id === undefined ? null : `<#${id}>`;
    }
    const group = await this.#orNone(mention, () => groupOf(this.#deps.web, mention));
    if (group !== undefined) return `<!subteam^${group}>`;
    const person = await this.#orNone(mention, () => this.#deps.directory.find(mention));
    return person ? `<@${person.id}>` : null;
  }

  /** A workspace without groups, or a token without their scope, may still have a person of that name. */
  async #orNone<T>(mention: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      const { kind, code } = deliveryFailure(error);
      const isLasting = kind === 'refused' || kind === 'channel' || code === 'missing_scope';
      if (!isLasting) throw error;
      this.#logOnce(`${mention} ${code}`, { mention, code }, UNSAID);
      return undefined;
    }
  }

  #logOnce(key: string, fields: Readonly<Record<string, string>>, text: string): void {
    if (this.#logged.has(key)) return;
    this.#logged.add(key);
    this.#deps.log.warn(fields, text);
  }
}

const UNKNOWN = 'nobody in Slack is known by this mention: a call to it rings nobody';
const UNSAID = 'Slack does not say whom this mention means';

async function groupOf(web: WebClient, mention: string): Promise<string | undefined> {
  const wanted = mention.replace(/^@/, '').toLowerCase();
  const { usergroups } = await web.usergroups.list({ include_disabled: false });
  return usergroups?.find(({ handle }) => handle?.toLowerCase() === wanted)?.id;
}

/** Nothing was posted yet, whatever became of the question. */
function surelyNotSent(failure: DeliveryFailed): DeliveryFailed {
  if (failure.kind === 'busy' || failure.kind === 'token') return failure;
  return new DeliveryFailed('unreachable', failure.code, { cause: failure });
}
