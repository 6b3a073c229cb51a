/** What a request said of one alert. */
export interface Said {
  /** The alert's label `id`. */
  readonly id: string;
  readonly firing: boolean;
}

/** What became of a request, as its sender saw it. */
export type Answer = 'answered' | 'unanswered' | { readonly refused: string };

/** One request with alerts. */
export interface Sent {
  /** An alert of its own in each request: by it one sees whether the request was stored. */
  readonly marker: string;
  /** All that it said, in order, the marker included. */
  readonly said: readonly Said[];
  answer: Answer;
}

/** Everything that was sent, in each connection's order. */
export class Ledger {
  readonly requests: Sent[] = [];
  #begun: () => void = () => {};

  /** Notes a request before it goes out. */
  begin(marker: string, said: readonly Said[]): Sent {
    const request: Sent = { marker, said, answer: 'unanswered' };
    this.requests.push(request);
    this.#begun();
    return request;
  }

  /** Resolves when the next request goes out. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#begun = resolve;
    });
  }

  answered(): readonly Sent[] {
    return this.requests.filter(({ answer }) => answer === 'answered');
  }

  unanswered(): readonly Sent[] {
    return this.requests.filter(({ answer }) => answer === 'unanswered');
  }
}
