import type { PageRequest } from '../protocol.ts';
import { clockTimeWithSeconds } from './dates.ts';
import { h, svg } from './dom.ts';
import { asRecord, asRecords, asText, type Json, wordsOf } from './json.ts';
import { keepChildren, type Piece } from './keyed.ts';
import type { Page } from './page.ts';
import type { Panel } from './panel.ts';
import { botName, channelOf, channelTitle, dateView, userName, userOf } from './people.ts';

const FILTERS = [
  { id: 'all', word: 'All', fits: () => true },
  { id: 'to', word: 'To Slack', fits: (request: PageRequest) => request.direction === 'to-slack' },
  {
    id: 'from',
    word: 'From Slack',
    fits: (request: PageRequest) => request.direction === 'from-slack',
  },
  { id: 'faults', word: 'Faults', fits: (request: PageRequest) => !isWell(request) },
] as const;

/** As many as the server tells. */
const MOST_REQUESTS = 100;

/** What goes between bot and Slack. */
export function makeInspector(page: Page): Panel {
  const title = h('h2');
  const filters = FILTERS.map((filter) => makeFilter(page, filter));
  const group = h('div', { class: 'filters', role: 'group', 'aria-label': 'Show' }, ...filters);
  const limit = h('p', { class: 'grey' }, `Newest first, the last ${MOST_REQUESTS}.`);
  const list = h('div', { class: 'requests' });
  const head = h('div', { class: 'pad inspector-head' }, title, group, limit);
  const render = (): void => {
    title.textContent = `Between ${botName(page)} and Slack`;
    renderFilters(page, filters);
    keepChildren(list, requestPieces(page));
  };
  const content = [h('div', { class: 'body' }, head, list)];
  return {
    id: 'inspector',
    label: 'Inspector',
    content,
    render,
    count: () => counted(page.state.requests.length),
  };
}

function makeFilter(page: Page, filter: (typeof FILTERS)[number]): HTMLButtonElement {
  const press = (): void => page.change({ filter: filter.id });
  return h(
    'button',
    { type: 'button', class: 'btn quiet', onclick: press },
    `${filter.word} `,
    h('span', { class: 'count' }),
  );
}

function renderFilters(page: Page, buttons: readonly HTMLButtonElement[]): void {
  for (const [index, filter] of FILTERS.entries()) {
    const chosen = page.look.filter === filter.id;
    const count = page.state.requests.filter(filter.fits).length;
    buttons[index]?.setAttribute('aria-pressed', String(chosen));
    buttons[index]?.classList.toggle('quiet', !chosen);
    buttons[index]?.querySelector('.count')?.replaceChildren(String(count));
  }
}

function requestPieces(page: Page): readonly Piece[] {
  const filter = FILTERS.find((one) => one.id === page.look.filter) ?? FILTERS[0];
  const fitting = page.state.requests.filter(filter.fits);
  const seen = new Map<string, number>();
  const pieces = fitting.toReversed().map((request) => {
    const base = `${request.at}/${request.direction}/${request.name}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    const signature = JSON.stringify([request.outcome, request.body === undefined, page.look.as]);
    return { key: `${base}/${count}`, signature, draw: () => drawRequest(page, request) };
  });
  const words = 'Nothing has gone between them yet.';
  const none = { key: 'none', signature: '', draw: () => h('p', { class: 'grey pad' }, words) };
  return pieces.length > 0 ? pieces.reverse() : [none];
}

function drawRequest(page: Page, request: PageRequest): Element {
  const to = request.direction === 'to-slack';
  const arrow = svg('svg', {
    class: to ? 'dir' : 'dir from',
    role: 'img',
    'aria-label': to ? 'to Slack' : 'from Slack',
  });
  arrow.append(svg('use', { href: to ? '#out' : '#in' }));
  const about = aboutRequest(page, request);
  const name = h(
    'span',
    { class: 'name' },
    splitName(request.name)[0],
    about ? h('small', {}, about) : undefined,
  );
  const time = h('time', {}, clockTimeWithSeconds(request.at, dateView(page).tz));
  const status = h('span', { class: `pill ${isWell(request) ? '' : 'warning'}` }, request.outcome);
  return bodyOnOpening(
    request,
    h('details', { class: 'req' }, h('summary', {}, time, arrow, name, status)),
  );
}

// A body is written only when somebody looks: a hundred of them would be much text for nothing.
function bodyOnOpening(request: PageRequest, details: HTMLDetailsElement): Element {
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('pre')) {
      details.append(h('pre', { tabindex: 0 }, readable(request.body)));
    }
  });
  return details;
}

// A form carries JSON as text: shown as what it is, not as one line full of backslashes.
function readable(body: unknown): string {
  const fields = Object.entries(asRecord(body)).map(([name, value]) => [name, unfolded(value)]);
  return JSON.stringify(fields.length > 0 ? Object.fromEntries(fields) : body, null, 2) ?? '';
}

function unfolded(value: unknown): unknown {
  try {
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

function counted(count: number): string {
  if (count === 0) {
    return '';
  }
  return count < MOST_REQUESTS ? String(count) : `last ${count}`;
}

function isWell({ outcome }: PageRequest): boolean {
  return ['ok', 'ack', '200'].includes(outcome);
}

function aboutRequest(page: Page, request: PageRequest): string {
  const body = asRecord(request.body);
  const [, detail = ''] = splitName(request.name);
  const action = detail || asText(asRecords(body['actions'])[0]?.['action_id']);
  const what = action || wordsOf(asRecord(unfolded(body['view']))['title']) || placeOf(page, body);
  return [what, personOf(page, request, body)].filter(Boolean).join(' ');
}

// "block_actions incident.mute": what it is, and what it is about.
function splitName(name: string): readonly [string, string] {
  const [kind = '', ...rest] = name.split(' ');
  return [kind, rest.join(' ')];
}

function personOf(page: Page, { direction }: PageRequest, body: Json): string {
  const id = asText(asRecord(body['user'])['id']) || asText(body['user'] ?? body['user_id']);
  const word = direction === 'to-slack' ? 'for' : 'by';
  return id ? `${word} ${userName(page, id)}` : '';
}

function placeOf(page: Page, body: Json): string {
  const id = asText(body['channel']);
  const channel = channelOf(page, id);
  const thread = body['thread_ts'] !== undefined ? ', in a thread' : '';
  if (channel) {
    return `${channelTitle(page, channel)}${thread}`;
  }
  // Somebody else's direct messages are no place that one sees.
  return userOf(page, id)
    ? `to ${userName(page, id)}`
    : id.startsWith('D')
      ? 'a direct message'
      : '';
}
