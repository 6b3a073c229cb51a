import { randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

const LIFE_MS = 3000;

/** Gives the right to open one modal, and takes it. */
export interface Triggers {
  issue(user: string): string;
  /** Answers the user for whom it was given; each is good once and for three seconds. */
  exchange(id: string): string;
}

interface Trigger {
  readonly user: string;
  readonly at: number;
  exchanged: boolean;
}

/** Triggers of one workspace. */
export function createTriggers(workspace: Workspace): Triggers {
  const issued = new Map<string, Trigger>();
  return { issue, exchange };

  function issue(user: string): string {
    const id = `${issued.size}.${workspace.now()}.${randomBytes(16).toString('hex')}`;
    issued.set(id, { user, at: workspace.now(), exchanged: false });
    return id;
  }

  function exchange(id: string): string {
    const trigger = issued.get(id);
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (trigger.exchanged) throw new Refusal('exchanged_trigger_id');
    if (workspace.now() - trigger.at > LIFE_MS) throw new Refusal('expired_trigger_id');
    trigger.exchanged = true;
    return trigger.user;
  }
}
