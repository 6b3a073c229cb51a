import type { PageState } from '../protocol.ts';
import { rememberPlace, rememberUser, startingPlace } from './address.ts';
import { type Look, type Page, SHOWN_AT_FIRST } from './page.ts';
import { millis } from './people.ts';
import { type Answer, type PostName, send } from './server.ts';
import { toast } from './toast.ts';
import { defaultChannel } from './travel.ts';

/** The page's memory: the server's newest state and where one looks. */
export interface Store {
  readonly page: Page;
  readonly receive: (state: PageState) => void;
  readonly onRender: (render: () => void) => void;
  readonly onUser: (follow: (as: string) => void) => void;
}

// What is done in a modal must reach the server in the order in which it was done, and so must messages.
const QUEUES: Readonly<Partial<Record<PostName, 'view' | 'words'>>> = {
  'set-value': 'view',
  submit: 'view',
  'close-view': 'view',
  say: 'words',
};

/** Makes the memory from a first state. */
export function makeStore(first: PageState, as: string): Store {
  const opened = first.now;
  let state = withoutEarlierWhispers(first, opened);
  let look = startLook(first, as);
  let render = (): void => {};
  let follow = (_as: string): void => {};
  const change = (part: Partial<Look>): void => {
    const before = look.as;
    look = { ...look, ...part };
    remember(look);
    if (look.as !== before) {
      follow(look.as);
    }
    render();
  };
  const post = makePost(() => look.as);
  const page: Page = {
    get state() {
      return state;
    },
    get look() {
      return look;
    },
    change,
    post,
    drafts: new Map(),
  };
  const receive = (next: PageState): void => {
    state = withoutEarlierWhispers(next, opened);
    render();
  };
  return {
    page,
    receive,
    onRender: (run) => {
      render = run;
    },
    onUser: (run) => {
      follow = run;
    },
  };
}

// What only one person sees is gone when the page is loaded anew, as in Slack.
function withoutEarlierWhispers(state: PageState, opened: number): PageState {
  const messages = state.messages.filter(({ ephemeral, ts }) => !ephemeral || millis(ts) >= opened);
  return { ...state, messages };
}

function startLook(state: PageState, as: string): Look {
  const start = startingPlace();
  const known =
    start.place === 'home' || state.channels.some((channel) => channel.id === start.place);
  const place = known ? (start.place ?? '') : defaultChannel(state);
  return {
    thread: '',
    threadChannel: '',
    ...(known ? start : {}),
    as,
    place,
    panel: start.thread ? 'thread' : 'try',
    view: 'channel',
    filter: 'all',
    newFrom: '',
    shown: SHOWN_AT_FIRST,
    link: 'open',
  };
}

function remember(look: Look): void {
  rememberPlace(look);
  rememberUser(look.as);
}

function makePost(as: () => string): Page['post'] {
  const queues: Record<string, Promise<unknown>> = {};
  return async (name, body) => {
    const run = (): Promise<Answer> => send(name, { ...body, as: as() });
    const queue = QUEUES[name];
    const sent = queue ? (queues[queue] ?? Promise.resolve()).then(run) : run();
    if (queue) {
      queues[queue] = sent;
    }
    const answer = await sent;
    if (!answer.ok) {
      toast(answer.error ?? 'That did not work.');
    }
    return answer;
  };
}
