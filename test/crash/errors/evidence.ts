/** What a run knows of the errors that it sent, as plain values, so that the verdict is a pure function of them. */

/** An event that was sent until a bot took it. */
export interface SentEvent {
  /** The type of its bug. */
  readonly bug: string;
  readonly id: string;
  readonly user: string;
  readonly release: string;
  readonly environment: string;
  /** When it was sent first. */
  readonly at: number;
  /** Tries of which nobody knows that they were not taken. */
  readonly tries: number;
  readonly answered: boolean;
  /** Why it was not taken although a bot answered; null: taken, or never answered. */
  readonly refused: string | null;
}

/** Something that a script did with an error over the API, and that was answered. */
export interface Triaged {
  readonly number: number;
  readonly bug: string;
  readonly action: 'resolve' | 'ignore' | 'merge';
  /** The release after which it is a regression, which was sent from then on; null: none is expected. */
  readonly regressesIn: string | null;
  readonly from: number;
  readonly to: number;
}

/** An event that is kept. */
export interface SeenSample {
  readonly id: string;
  readonly group: string;
  readonly receivedAt: number;
  /** `first`, `regression`, `unignored`; null: it is one of the newest. */
  readonly keptAs: string | null;
}

/** An error group as the API shows it. */
export interface SeenGroup {
  readonly id: string;
  readonly type: string;
  readonly events: number;
  readonly users: number;
  readonly estimated: boolean;
  readonly resolved: boolean;
  readonly mergedInto: string | null;
  /** The number of its incident. */
  readonly incident: number | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly samples: readonly SeenSample[];
}

/** What happened to an incident. */
export interface SeenReturn {
  readonly at: number;
  readonly kind: string;
  /** `source`, `person`, `api`, `quell`. */
  readonly actor: string;
  /** The release in which it came back; null: it is no regression. */
  readonly regression: string | null;
}

/** The incident of an error group as the API shows it. */
export interface SeenErrorIncident {
  readonly number: number;
  /** The id of its error group. */
  readonly group: string;
  readonly status: string;
  /** Whether it has a card. */
  readonly told: boolean;
  readonly occurrences: number;
  /** How many events of its group end that it is ignored; null: no number does, or it is not ignored. */
  readonly ignoredUntil: number | null;
  readonly timeline: readonly SeenReturn[];
}

/** Everything of errors that was sent, done and seen. */
export interface ErrorEvidence {
  readonly sent: readonly SentEvent[];
  readonly triaged: readonly Triaged[];
  readonly groups: readonly SeenGroup[];
  readonly incidents: readonly SeenErrorIncident[];
}
