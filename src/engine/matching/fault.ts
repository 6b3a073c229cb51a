/** Why a text is no matcher, as a sentence. */
export interface Fault {
  readonly fault: string;
}

/** Whether this was refused. */
export function isFault(value: object): value is Fault {
  return 'fault' in value;
}
