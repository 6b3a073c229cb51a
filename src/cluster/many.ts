import type { Log } from '../log.ts';
import { newerConfig } from './agreement.ts';
import type { Cluster, Standing } from './cluster.ts';
import { Membership, type MembershipDeps } from './membership.ts';
import { type Pulse, pulse } from './pulse.ts';
import { leads, ledgerOf, modeOf } from './rules.ts';
import { BEAT, DIRECT_BEAT } from './times.ts';

/** What a process among others needs of the world. */
export interface ManyDeps extends MembershipDeps {
  readonly log: Log;
  /** Tells whenever the shared queue went or came. */
  readonly onQueue: (listener: () => void) => () => void;
  /** Tells whenever this process read another configuration. */
  readonly onConfig: (listener: () => void) => () => void;
  /** Another process works with a newer configuration: the file may have it too. */
  readonly readConfigAgain: () => void;
}

/** Of a process that works with the same store as others do. */
export function manyCluster(deps: ManyDeps): Cluster {
  return new LiveCluster(deps);
}

class LiveCluster implements Cluster {
  readonly id: string;
  readonly #deps: ManyDeps;
  readonly #member: Membership;
  readonly #pulse: Pulse;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  #isCutOff = false;
  #ledBefore = false;
  /** The newer configuration that was told of last. */
  #toldOf = '';

  constructor(deps: ManyDeps) {
    this.id = deps.self.id;
    this.#deps = deps;
    this.#member = new Membership(deps);
    const wait = () => (modeOf(this.#member.view()) === 'direct' ? DIRECT_BEAT : BEAT);
    this.#pulse = pulse(() => this.#beat(), wait);
  }

  standing(): Standing {
    const member = this.#member;
    const view = member.view();
    return {
      leads: leads(view),
      token: member.token(),
      mode: modeOf(view),
      ledger: ledgerOf(view),
      directSince: member.directSince(),
      queue: view.queue,
      members: member.members(),
      sockets: member.sockets(),
      outdated: this.#outdated(),
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    const again = () => void this.#pulse.now();
    this.#ends.push(
      this.#deps.onQueue(() => {
        this.#member.queueChanged();
        this.#tell();
        again();
      }),
      this.#deps.onConfig(again),
    );
    await this.#pulse.now();
  }

  async stop(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#pulse.stop();
    try {
      await this.#member.leave();
    } catch (error) {
      this.#deps.log.warn({ error }, 'left without a word: the other processes notice it later');
    }
  }

  async #beat(): Promise<void> {
    try {
      await this.#member.beat();
      this.#isCutOff = false;
    } catch (error) {
      const level = this.#isCutOff ? 'debug' : 'warn';
      this.#isCutOff = true;
      this.#deps.log[level](
        { error },
        'no word with the other processes: the store does not answer',
      );
    }
    this.#sayWhoLeads();
    this.#compareConfig();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #sayWhoLeads(): void {
    const isLeading = leads(this.#member.view());
    if (isLeading === this.#ledBefore) return;
    this.#ledBefore = isLeading;
    const text = isLeading ? 'leads the processes from now on' : 'leads the processes no longer';
    this.#deps.log.info({ id: this.id }, text);
  }

  /** Says it once for each newer configuration, and has the file read once more: it may be there by now. */
  #compareConfig(): void {
    const newer = this.#newer();
    if (!newer) {
      this.#toldOf = '';
      return;
    }
    const about = `${newer.id} ${newer.config}`;
    if (about === this.#toldOf) return;
    this.#toldOf = about;
    const fields = { newest: newer.config, host: newer.host, own: this.#deps.config().version };
    this.#deps.log.warn(
      fields,
      'another process works with a newer configuration: give this one the same file',
    );
    this.#deps.readConfigAgain();
  }

  #outdated(): string | null {
    const newer = this.#newer();
    if (!newer) return null;
    const when = new Date(newer.configAt).toISOString();
    return `${newer.host} works with a newer configuration, first read at ${when}. Give this process the same file.`;
  }

  #newer() {
    const { version, at } = this.#member.config();
    return newerConfig({ id: this.id, config: version, configAt: at }, this.#member.members());
  }
}
