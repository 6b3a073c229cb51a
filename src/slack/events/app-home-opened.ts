import { z } from 'zod';
import { defineEvent } from './event.ts';

/** The other tab has the direct messages: https://docs.slack.dev/reference/events/app_home_opened. */
const Opening = z.object({ user: z.string(), channel: z.string(), tab: z.literal('home') });

/** Somebody opens the App Home: what it shows is published to them, and kept fresh for a while. */
export const appHomeOpened = defineEvent('app_home_opened', Opening, ({ user, channel }) => ({
  scene: { userId: user, channelId: channel, threadTs: null },
  run: (_asker, desk) => desk.homes.opened(user),
}));
