import type { PageChannel, PagePosts } from '../protocol.ts';

/** What is wrong with a channel or may be made so, in words, and what the press does. */
export interface ChannelStanding {
  readonly title: string;
  readonly about: string;
  readonly word: string;
  readonly what: PagePosts['channel']['what'];
}

/** Whether a channel is archived. */
export function archiving({ name, is_archived }: PageChannel): ChannelStanding {
  return is_archived
    ? {
        title: `#${name} is archived`,
        about: 'Its cards wait, and come later',
        word: 'Unarchive',
        what: 'unarchive',
      }
    : {
        title: `Archive #${name}`,
        about: 'Its cards are refused: is_archived',
        word: 'Archive',
        what: 'archive',
      };
}

/** Whether the bot is kept out of a channel. */
export function shuttingOut(channel: PageChannel, bot: string): ChannelStanding {
  const { name } = channel;
  return isShutOut(channel)
    ? {
        title: `#${name} is private, without ${bot}`,
        about: `Its cards wait. Or: /invite @${bot}`,
        word: 'Invite',
        what: 'invite',
      }
    : {
        title: `Shut ${bot} out of #${name}`,
        about: 'Made private: channel_not_found',
        word: 'Shut out',
        what: 'lock-out',
      };
}

/** Whether only an invitation brings the bot into a channel. */
export function isShutOut({ is_private, has_bot }: PageChannel): boolean {
  return is_private && !has_bot;
}
