import type {
  Deed,
  Evidence,
  Post,
  SeenEntry,
  SeenIncident,
  SeenMessage,
  SentRequest,
} from './evidence.ts';

/** When the story begins. */
export const START = 1_800_000_000_000;

/** A message's `ts` so many milliseconds after the start. */
export function tsAt(milliseconds: number): string {
  return ((START + milliseconds) / 1_000).toFixed(6);
}

/** A request that fires or ends one alert, and was taken at once. */
export function request(
  id: string,
  firing: boolean,
  given: Partial<SentRequest> = {},
): SentRequest {
  const tries = [{ bot: 0, from: START, to: START + 5, status: 202 }];
  return { said: [{ id, group: 'Disk', firing }], tries, refused: null, answered: true, ...given };
}

/** Something done to the processes, by milliseconds from the start. */
export function deed(
  kind: Deed['kind'],
  from: number,
  to: number,
  bot: number | null = null,
): Deed {
  return { kind, bot, from: START + from, healed: START + to, to: START + to, detail: '' };
}

/** An entry that Quell made. */
export function entry(
  seq: number,
  at: number,
  kind: string,
  details: SeenEntry['details'] = {},
): SeenEntry {
  return { seq, at: START + at, kind, reason: kind, actor: 'quell', details };
}

/** A post that arrived at once. */
export function post(key: string, at: number, given: Partial<Post> = {}): Post {
  const ts = tsAt(at);
  return { at: START + at, channel: 'C1', key, outcome: 'ok', fault: null, ts, ...given };
}

const CARD = tsAt(1_000);

/** A reply in the incident's thread. */
export function reply(seq: number, at: number, given: Partial<SeenMessage> = {}): SeenMessage {
  return {
    channel: 'C1',
    ts: tsAt(at),
    thread: CARD,
    key: `i1:0:thread-${seq}`,
    text: `entry ${seq}`,
    buttons: [],
    blocks: [{ type: 'context', elements: [`entry ${seq}`] }],
    ...given,
  };
}

/** The incident of the story: it opened, called, and is over. */
export function incident(given: Partial<SeenIncident> = {}): SeenIncident {
  return {
    number: 1,
    group: 'Disk',
    ofError: false,
    status: 'resolved',
    severity: 'error',
    muted: false,
    ignored: false,
    mergedInto: 0,
    withheld: null,
    holder: null,
    occurrences: 2,
    alertCount: 1,
    firingCount: 0,
    card: CARD,
    alerts: [{ id: 'a', status: 'resolved', occurrences: 2 }],
    timeline: [
      entry(1, 0, 'opened'),
      entry(2, 0, 'called', { why: 'opened', mention: '@oncall' }),
      entry(3, 14_000, 'resolved', { how: 'alerts' }),
    ],
    drawn: { text: 'Resolved by itself after 14 s: Disk. INC-1', blocks: [{ type: 'rich_text' }] },
    ...given,
  };
}

/** The card of the incident. */
export function card(given: Partial<SeenMessage> = {}): SeenMessage {
  return {
    channel: 'C1',
    ts: CARD,
    thread: null,
    key: 'i1:0:card',
    text: 'Resolved by itself after 14 s: Disk. INC-1',
    buttons: ['Reopen', 'More'],
    blocks: [{ type: 'rich_text', block_id: 'x' }],
    ...given,
  };
}

/** A run in which all went well. */
export function cleanStory(given: Partial<Evidence> = {}): Evidence {
  return {
    requests: [request('a', true), request('a', true), request('a', false)],
    incidents: [incident()],
    messages: [card(), reply(2, 2_000, { text: '<!subteam^S1> Error: Disk.' }), reply(3, 15_000)],
    posts: [post('i1:0:card', 1_000), post('i1:0:thread-2', 2_000), post('i1:0:thread-3', 15_000)],
    updates: 1,
    limited: {},
    deletions: [],
    deeds: [],
    stretches: [],
    starts: [],
    deaths: [],
    notes: [],
    asked: [],
    errors: { sent: [], triaged: [], groups: [], incidents: [] },
    presses: [],
    readAt: START + 100_000,
    settled: true,
    alone: false,
    ...given,
  };
}
