import type { Delivery } from '../domain/delivery.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { NoiseReport } from '../domain/report.ts';
import type { Silence } from '../domain/silence.ts';
import type { Storm } from '../domain/storm.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { routesOf } from '../engine/route.ts';
import type { Span } from '../replay/result.ts';
import { ChannelReport } from './channel-report.ts';
import { reachedOf } from './messages.ts';
import { Room } from './room.ts';
import { ruler } from './samples.ts';
import type { Steps } from './trial.ts';

/** Recordings that are kept, some hundred bytes to a kilobyte each. */
const KEPT_AT_MOST = 100_000;
/** Recordings that are replayed: some seconds' worth of them. */
const REPLAYED_AT_MOST = 400_000;

/** The noise of a time, for some channels at once; null: all channels. */
export interface NoiseQuestion extends Span {
  readonly channels: readonly (string | null)[];
  /** Whose calendar days are counted. */
  readonly timezone: string;
}

/** Begins reports. */
export function beginNoise(question: NoiseQuestion, policy: Policy): NoiseWork {
  return new NoiseWork(question, policy);
}

/** Takes all that a report is made of, one by one: incidents and storms first, then recordings in their order. */
class NoiseWork {
  readonly #policy: Policy;
  readonly #reports: readonly ChannelReport[];
  readonly #channels = new Map<IncidentId, string>();
  readonly #ruled: ReturnType<typeof ruler>;
  #place = 0;

  constructor({ channels, ...span }: NoiseQuestion, policy: Policy) {
    this.#policy = policy;
    this.#reports = channels.map((channel) => new ChannelReport(span, channel));
    this.#ruled = ruler(policy);
  }

  /** An incident of which something was heard in this time or the one before, with its timeline since then, and what Slack has. */
  incident(known: Incident, timeline: readonly TimelineEntry[], delivery: Delivery | null): void {
    this.#channels.set(known.id, known.channel);
    const reached = reachedOf(known, delivery);
    // A card that Slack refuses told nobody.
    const incident = reached.card ? known : { ...known, toldAt: null };
    for (const report of this.#about(known.channel)) report.incident(incident, timeline, reached);
  }

  storm(storm: Storm): void {
    for (const report of this.#about(storm.channel)) report.storm(storm);
  }

  recording(recording: Recording): void {
    if (this.#place === 0) this.#seek();
    this.#place += 1;
    const { alert, ignoredBy } = recording;
    const ruled = alert && this.#ruled(alert);
    for (const report of this.#about(this.#channelOf(recording))) report.count(recording);
    if (ignoredBy !== null) return;
    for (const report of this.#reports) report.recording(recording, this.#place, ruled);
  }

  /** The reports in the order of the channels. */
  *finish(silences: readonly Silence[]): Steps<readonly NoiseReport[]> {
    const reports: NoiseReport[] = [];
    for (const report of this.#reports) reports.push(yield* report.finish(silences));
    return reports;
  }

  #seek(): void {
    const rooms = { samples: new Room(KEPT_AT_MOST), replayed: new Room(REPLAYED_AT_MOST) };
    for (const report of this.#reports) report.seek(this.#policy, rooms);
  }

  #about(channel: string | null): readonly ChannelReport[] {
    return this.#reports.filter((report) => report.isAbout(channel));
  }

  /** Where its incident is; of what came to none, where it would have gone. */
  #channelOf({ incident, alert }: Recording): string | null {
    if (incident !== null) return this.#channels.get(incident) ?? null;
    if (!alert) return null;
    const [route] = routesOf(alert.content.labels, this.#policy.route);
    return route?.channel ?? null;
  }
}
