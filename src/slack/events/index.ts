import { appHomeOpened } from './app-home-opened.ts';
import { appMention } from './app-mention.ts';
import type { SlackEvent } from './event.ts';
import { reactionAdded } from './reaction-added.ts';

/** Every event that we listen to. `manifest.yml` subscribes to the same. */
export const events: readonly SlackEvent[] = [appHomeOpened, appMention, reactionAdded];
