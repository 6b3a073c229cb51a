/** What Slack answers instead of doing it: `{ok: false, error: code}`. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** A refusal that lists what is wrong, as Slack does for blocks and arguments. */
export function refusalWith(code: string, faults: readonly string[]): Refusal {
  const messages = faults.map((fault) => `[ERROR] ${fault}`);
  return new Refusal(code, { errors: faults, response_metadata: { messages } });
}
