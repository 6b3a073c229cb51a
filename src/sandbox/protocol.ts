/**
 * What the sandbox's page and its server say to each other, beside the Slack protocol that the bot speaks.
 *
 * The page reads `GET /control/state?as=USER` once, then listens to `GET /control/stream?as=USER` (server-sent events; each
 * `data:` is a whole `PageState`), and posts what the person did as JSON to `POST /control/<name>`. Each of them may also have
 * `&tab=TAB`, any text that is the page's own until it is closed: a modal is shown only where it was opened, as in Slack.
 */

/** A Block Kit block as Slack's JSON has it; the page draws what it knows and shows the type of what it doesn't. */
export type Block = { readonly type: string; readonly block_id?: string } & Readonly<
  Record<string, unknown>
>;

/** One message as this user sees it. */
export interface PageMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  /** User id of the sender; the bot's own is `PageState.bot`. */
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Set on messages that only this user sees. */
  readonly ephemeral?: boolean;
  /** Slack marks an update without blocks as edited; updates with blocks carry no mark. */
  readonly edited?: boolean;
  readonly reply_count?: number;
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
}

/** A conversation in the rail: a channel, or a direct message with the bot. */
export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly is_im: boolean;
  readonly is_member: boolean;
  readonly is_archived: boolean;
  /** Only members know of it. */
  readonly is_private: boolean;
  /** Whether the bot is a member. */
  readonly has_bot: boolean;
  /** Number of messages (no replies) since this user last looked. */
  readonly unread: number;
}

/** Somebody of the workspace. */
export interface PageUser {
  readonly id: string;
  /** The handle, without `@`. */
  readonly name: string;
  readonly real_name: string;
  readonly is_bot: boolean;
  /** IANA name. */
  readonly tz: string;
}

/** A modal or App Home as Slack keeps it, with the faults of the last submission by block id. */
export interface PageView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callback_id: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string | null;
  readonly blocks: readonly Block[];
  /** Values so far, as Slack's `view.state.values`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** What goes wrong on purpose. */
export type FaultMode = 'well' | 'slow' | 'rate-limited' | 'down';

/** One request between bot and sandbox, for the inspector. */
export interface PageRequest {
  readonly at: number;
  /** `to-slack`: a Web API call of the bot; `from-slack`: an event, interaction or command sent to the bot. */
  readonly direction: 'to-slack' | 'from-slack';
  readonly name: string;
  /** `ok`, an error code such as `channel_not_found`, `429`, `ack`, `no answer` … */
  readonly outcome: string;
  readonly body: unknown;
}

/** An example that can be sent to the bot, and how far it is. */
export interface PageExample {
  /** As `quell send` calls it. */
  readonly name: string;
  /** Its picture: a severity, or `storm`. */
  readonly mark: string;
  readonly title: string;
  readonly about: string;
  /** What `sent` and `total` count. */
  readonly unit: string;
  readonly doing: 'nothing' | 'sending' | 'ending';
  readonly sent: number;
  /** 0 where it was never sent since the bot started. */
  readonly total: number;
  /** Whether there is something to resolve. */
  readonly is_on: boolean;
  /** Why the bot took no more of it, as a sentence. */
  readonly fault: string | null;
}

/** How far the bot is behind. */
export interface PageFigures {
  /** Messages that Slack does not show as they are: cards and entries of threads. */
  readonly waiting: number;
  /** Since when there are some, in milliseconds since 1970. */
  readonly behind_since: number | null;
  /** Alerts that were taken in since then; 0 where nothing waits. */
  readonly accepted: number;
}

/** What the panel "Try it" has. */
export interface PageTry {
  readonly examples: readonly PageExample[];
  /** What sends the first example from a shell, but for the key. */
  readonly command: string;
  /** Null: the bot does not say. */
  readonly figures: PageFigures | null;
}

/** All that the page shows to one user. */
export interface PageState {
  /** When the workspace began, in milliseconds since 1970; messages from before are gone. 0 where it goes on after a restart. */
  readonly started: number;
  /** When this state was true. */
  readonly now: number;
  readonly team: { readonly id: string; readonly name: string };
  /** Whether a bot is connected (Socket Mode) or reachable (HTTP). */
  readonly connected: boolean;
  readonly bot: string;
  readonly users: readonly PageUser[];
  readonly usergroups: readonly { readonly id: string; readonly handle: string }[];
  readonly channels: readonly PageChannel[];
  /** Oldest first, thread replies included. */
  readonly messages: readonly PageMessage[];
  /** The stack of modals that this user has open in this tab, the visible one last. */
  readonly modals: readonly PageView[];
  /** Whether the app has an App Home at all. */
  readonly has_home: boolean;
  readonly home: PageView | null;
  readonly commands: readonly { readonly command: string; readonly usage_hint: string }[];
  readonly shortcuts: readonly {
    readonly callback_id: string;
    readonly name: string;
    /** Whether it is in the menu of a message, or for everywhere. */
    readonly type?: 'message' | 'global';
  }[];
  readonly fault: FaultMode;
  /** What the app may do, as its manifest asks for it. */
  readonly scopes: readonly string[];
  /** The one of them that was taken from it; null: none. */
  readonly missing_scope: string | null;
  /** When the bot will have tried again what Slack did not take, in milliseconds since 1970; null: there is nothing, as far as is seen here. */
  readonly next_try: number | null;
  /** The file in which the workspace is kept over restarts; null: nowhere. */
  readonly kept_in: string | null;
  /** Undefined where the sandbox was not told how the bot takes alerts in. */
  readonly try_it?: PageTry;
  /** Newest first, at most 100. */
  readonly requests: readonly PageRequest[];
}

/**
 * Bodies of `POST /control/<name>`; every one also has `as`, the acting user's id. The answer is `{ok: true}` or
 * `{ok: false, error: "a sentence"}`.
 */
export interface PagePosts {
  /** A press on a button, a choice of a select, a date…: whatever can be pressed or chosen in a message, modal or App Home. */
  readonly interact: {
    readonly container:
      | { readonly type: 'message'; readonly channel: string; readonly ts: string }
      | { readonly type: 'view'; readonly view_id: string };
    readonly block_id: string;
    readonly action_id: string;
    /** What the element now holds, by the element's type: `{value}`, `{selected_option}`, `{selected_user}`, `{selected_options}` … */
    readonly value?: Readonly<Record<string, unknown>>;
  };
  /** Typing and choosing in a modal without `dispatch_action`: kept, not sent. */
  readonly 'set-value': {
    readonly view_id: string;
    readonly block_id: string;
    readonly action_id: string;
    readonly value: Readonly<Record<string, unknown>>;
  };
  /** Typing into a menu whose options the bot offers; the answer has `options` or `option_groups` beside `ok`. */
  readonly suggest: {
    readonly container:
      | { readonly type: 'message'; readonly channel: string; readonly ts: string }
      | { readonly type: 'view'; readonly view_id: string };
    readonly block_id: string;
    readonly action_id: string;
    readonly value: string;
  };
  readonly submit: { readonly view_id: string };
  readonly 'close-view': { readonly view_id: string };
  /** A message, or a slash command when it begins with `/`. */
  readonly say: { readonly channel: string; readonly thread_ts?: string; readonly text: string };
  readonly react: {
    readonly channel: string;
    readonly ts: string;
    readonly name: string;
    readonly remove?: boolean;
  };
  readonly shortcut: {
    readonly callback_id: string;
    readonly message?: { readonly channel: string; readonly ts: string };
  };
  readonly 'open-home': Readonly<Record<string, never>>;
  readonly 'mark-read': { readonly channel: string };
  readonly fault: { readonly mode: FaultMode };
  /** What admins do to a channel, and the bot's place in it: `lock-out` makes it private, without the bot. */
  readonly channel: {
    readonly channel: string;
    readonly what: 'archive' | 'unarchive' | 'lock-out' | 'invite';
  };
  /** The app is installed anew, without this scope; null: with all of them. */
  readonly scope: { readonly missing: string | null };
  /** Something is done with an example; what becomes of it is in the state. */
  readonly try: { readonly name: string; readonly what: 'send' | 'stop' | 'resolve' };
}
