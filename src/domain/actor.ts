/** Somebody in Slack: their user id, and their display name at the time of the event. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who did something: a person in Slack, somebody at the API, a source's alert, or Quell itself when time passed. */
export type Actor =
  | { readonly type: 'person'; readonly id: string; readonly name: string }
  | { readonly type: 'api'; readonly name: string }
  | { readonly type: 'source'; readonly name: string }
  | { readonly type: 'quell' };

/** Whether a human stands behind this: then a resolve is a decision, not an observation. */
export function isHuman(actor: Actor): boolean {
  return actor.type === 'person' || actor.type === 'api';
}

/** The name that people read; Quell's own doings have none. */
export function nameOf(actor: Actor): string {
  return actor.type === 'quell' ? 'Quell' : actor.name;
}
