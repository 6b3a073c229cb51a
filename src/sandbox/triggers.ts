import { randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

const LIFE_MS = 3000;

/** Gives the right to open one modal, and takes it. */
export interface Triggers {
  issue(user: string): string;
  /** Answers for whom it was given; each is good once and for three seconds. */
  exchange(id: string): Cause;
  /** Notes in which tab of the page somebody acts from now on. */
  actsIn(user: string, tab: string): void;
}

/** Who caused a trigger, and in which tab of the page. */
export interface Cause {
  readonly user: string;
  readonly tab?: string;
}

interface Trigger {
  readonly cause: Cause;
  readonly at: number;
  exchanged: boolean;
}

/** Triggers of one workspace. */
export function createTriggers(workspace: Workspace): Triggers {
  const issued = new Map<string, Trigger>();
  const tabs = new Map<string, string>();
  return { issue, exchange, actsIn: (user, tab) => void tabs.set(user, tab) };

  function issue(user: string): string {
    const id = `${issued.size}.${workspace.now()}.${randomBytes(16).toString('hex')}`;
    const tab = tabs.get(user);
    const cause = { user, ...(tab === undefined ? {} : { tab }) };
    issued.set(id, { cause, at: workspace.now(), exchanged: false });
    return id;
  }

  function exchange(id: string): Cause {
    const trigger = issued.get(id);
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (trigger.exchanged) throw new Refusal('exchanged_trigger_id');
    if (workspace.now() - trigger.at > LIFE_MS) throw new Refusal('expired_trigger_id');
    trigger.exchanged = true;
    return trigger.cause;
  }
}
