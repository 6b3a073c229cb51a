import type { Instant } from '../domain/time.ts';
import { rings, waitingCalls } from '../engine/delivery/calls.ts';
import type { Step } from '../engine/delivery/plan.ts';
import type { ChannelCalls, Rung, Situation, WaitingCall } from '../engine/delivery/situation.ts';

/** Remembers, by channel, whose phones rang and what waits to ring, so that one call stands for many incidents. */
export class RecentCalls {
  readonly #rung = new Map<string, Map<string, Rung>>();
  readonly #waiting = new Map<string, readonly WaitingCall[]>();

  in(channel: string): ChannelCalls {
    return { rung: this.#rungIn(channel), waiting: this.#waiting.get(channel) ?? [] };
  }

  /** A channel was looked over. */
  lookedOver(channel: string, situations: readonly Situation[]): void {
    this.#waiting.set(channel, situations.flatMap(waitingCalls));
  }

  /** A step was carried out: surely, for whoever may not have been rung is rung again. */
  done(situation: Situation, step: Step, at: Instant): void {
    const { subject } = situation;
    if (step.kind !== 'post' || subject.type !== 'incident') return;
    const { id, number, severity, channel } = subject.shown;
    for (const entry of step.entries) {
      if (entry.what.kind !== 'called' || !rings(entry, situation)) continue;
      const rung = { incident: { id, number, severity }, at };
      this.#rungIn(channel).set(entry.what.mention, rung);
    }
  }

  #rungIn(channel: string): Map<string, Rung> {
    const known = this.#rung.get(channel) ?? new Map<string, Rung>();
    this.#rung.set(channel, known);
    return known;
  }
}
