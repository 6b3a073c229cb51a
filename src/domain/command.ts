import type { Actor, Person } from './actor.ts';
import type { ErrorGroupId, Release } from './error-group.ts';
import type { MuteEnd } from './incident.ts';
import type { Matcher } from './matcher.ts';
import type { Severity } from './severity.ts';
import type { Silence } from './silence.ts';
import type { Instant } from './time.ts';

/** What a person wants done with one incident. */
export type IncidentAct =
  | { readonly verb: 'acknowledge' }
  | { readonly verb: 'unacknowledge' }
  | { readonly verb: 'assign'; readonly to: Person | null }
  | {
      readonly verb: 'mute';
      /** Null: until it resolves. */
      readonly until: Instant | null;
      readonly reason: string;
      readonly early: readonly MuteEnd[];
    }
  | { readonly verb: 'unmute' }
  /** An error is kept from people until it happened so often more, struck so many users more, spikes, or until a time. */
  | {
      readonly verb: 'ignore';
      /** Null: no time ends it. */
      readonly until: Instant | null;
      readonly occurrences: number | null;
      readonly users: number | null;
      readonly spike: boolean;
      readonly reason: string;
    }
  /** Its errors count with those of another incident from now on. */
  | { readonly verb: 'merge'; readonly into: number }
  /** Error groups that were merged into this one count by themselves again. */
  | { readonly verb: 'split' }
  | {
      readonly verb: 'resolve';
      readonly note: string;
      /** Of an error: only a release after the newest one brings it back. */
      readonly inNextRelease?: boolean;
      /** What to do when it still fires: tell at its next firing, or stay mute until then. */
      readonly whileFiring: { readonly muteUntil: Instant } | 'reopen';
    }
  | { readonly verb: 'reopen' }
  | { readonly verb: 'note'; readonly text: string }
  /** What fixed it, written after the resolve; a note, and on the card where that has none yet. */
  | { readonly verb: 'fix'; readonly text: string }
  | {
      readonly verb: 'pin';
      readonly text: string;
      readonly author: string;
      readonly link: string;
      readonly at: Instant;
    }
  /** Something that may explain it was changed. */
  | { readonly verb: 'change'; readonly summary: string; readonly url: string | null }
  | { readonly verb: 'severity'; readonly severity: Severity }
  /** Draws the card anew: a select in it keeps showing what was chosen until then. */
  | { readonly verb: 'refresh' };

export type IncidentVerb = IncidentAct['verb'];

/** What a person asks for. */
export type Command =
  | {
      readonly type: 'incident';
      readonly number: number;
      readonly actor: Actor;
      readonly act: IncidentAct;
    }
  | {
      readonly type: 'open';
      readonly actor: Actor;
      readonly title: string;
      readonly severity: Severity;
      readonly description: string;
      /** Null: the default route's. */
      readonly channel: string | null;
    }
  | {
      readonly type: 'silence';
      readonly actor: Actor;
      /** The id it gets when it is new. */
      readonly newId: string;
      /** The silence to change; null: a new one. */
      readonly id: string | null;
      readonly matchers: readonly Matcher[];
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      readonly author: string;
      readonly reason: string;
      readonly kind: Silence['kind'];
      readonly repeats: Silence['repeats'];
      readonly home: string | null;
    }
  | { readonly type: 'unsilence'; readonly actor: Actor; readonly id: string }
  /** A project was deployed: mutes that wait for it end. */
  | { readonly type: 'deployed'; readonly actor: Actor; readonly project: string }
  /** What is known of a release; what is there already is added to. A deploy of it is told by `deployed` too. */
  | { readonly type: 'release'; readonly release: Release }
  /** What a user wrote about an error that struck them. */
  | {
      readonly type: 'feedback';
      readonly actor: Actor;
      readonly group: ErrorGroupId;
      readonly text: string;
    };
