import type { PagePosts, PageState } from '../protocol.ts';
import { TAB } from './tab.ts';

/** What the server answers to a post. */
export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly options?: unknown;
  readonly option_groups?: unknown;
}

/** Names of the posts that the page makes. */
export type PostName = keyof PagePosts;

/** Whether the page hears the server. */
export type Link = 'open' | 'lost';

/** Reads the whole state once. */
export async function loadState(as: string): Promise<PageState> {
  const response = await fetch(`/control/state?${lookingAs(as)}`);
  if (!response.ok) {
    throw new Error(`The workspace answered ${response.status}.`);
  }
  return (await response.json()) as PageState;
}

/** Hears each new state; the returned function stops it. */
export function listen(
  as: string,
  onState: (state: PageState) => void,
  onLink: (link: Link) => void,
): () => void {
  const source = new EventSource(`/control/stream?${lookingAs(as)}`);
  source.addEventListener('open', () => onLink('open'));
  source.addEventListener('error', () => onLink('lost'));
  source.addEventListener('message', (event) => onState(JSON.parse(String(event.data))));
  return () => source.close();
}

/** Posts what the person did. */
export async function send(
  name: PostName,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  try {
    const response = await fetch(`/control/${name}?tab=${TAB}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await readAnswer(response);
  } catch {
    return { ok: false, error: 'The workspace does not answer. Is it still running?' };
  }
}

function lookingAs(as: string): string {
  return String(new URLSearchParams({ as, tab: TAB }));
}

async function readAnswer(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    return response.ok
      ? { ok: true }
      : { ok: false, error: `The workspace answered ${response.status}.` };
  }
}
