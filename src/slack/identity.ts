import type { WebClient } from '@slack/web-api';

/** Who we are in Slack. */
export interface Self {
  readonly team: string;
  /** The workspace's name, as people know it. */
  readonly workspace: string;
  readonly userId: string;
  readonly botId: string;
  /** The workspace's address, ending in a slash. */
  readonly url: string;
}

/** Finds out who we are, once. */
export interface Identity {
  /** What is known so far, without waiting. */
  known(): Self | undefined;
  /** Asks Slack where it is not known yet. */
  self(): Promise<Self>;
  /** Asks Slack whatever is known: it may not take the token any more. */
  ask(): Promise<Self>;
}

/** Asks `auth.test`, and keeps the answer: a token belongs to one bot in one workspace. */
export function identityOf(web: WebClient): Identity {
  let known: Self | undefined;
  let asking: Promise<Self> | undefined;
  function ask(): Promise<Self> {
    asking ??= askSlack(web)
      .then((self) => {
        known = self;
        return self;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }
  return {
    known: () => known,
    self: () => (known ? Promise.resolve(known) : ask()),
    ask,
  };
}

async function askSlack(web: WebClient): Promise<Self> {
  // For a bot token all of these are in the answer; the types allow for other tokens.
  const { team_id = '', team = '', user_id = '', bot_id = '', url = '' } = await web.auth.test();
  return { team: team_id, workspace: team, userId: user_id, botId: bot_id, url };
}

/** The address of a message; null while the workspace's own is not known yet. */
export function permalinkOf(identity: Identity, channelId: string, ts: string): string | null {
  const self = identity.known();
  return self ? `${self.url}archives/${channelId}/p${ts.replace('.', '')}` : null;
}
