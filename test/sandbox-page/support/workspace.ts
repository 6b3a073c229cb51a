import { readFileSync } from 'node:fs';
import type {
  Block,
  PageChannel,
  PageMessage,
  PageState,
  PageUser,
  PageView,
} from '../../../src/sandbox/protocol.ts';

/** The moment at which the fixtures were written. */
export const NOW = new Date('2026-02-10T14:46:00Z');

interface Fixture {
  readonly text?: string;
  readonly title?: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly callback_id?: string;
  readonly blocks: readonly Block[];
}

/** What a fixture file holds. */
function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** Slack's timestamp of a time of the fixtures' day. */
export function tsAt(time: string, order = 1): string {
  const seconds = Date.parse(`2026-02-10T${time.length === 5 ? `${time}:00` : time}Z`) / 1000;
  return `${seconds}.${String(order).padStart(6, '0')}`;
}

/** A message of the bot with a fixture's blocks. */
export function fromFixture(
  name: string,
  ts: string,
  more: Partial<PageMessage> = {},
): PageMessage {
  const { text = '', blocks } = fixture(name);
  return { channel: 'C1', ts, user: 'B1', text, blocks, ...more };
}

/** A message that a person wrote. */
export function said(
  user: string,
  text: string,
  ts: string,
  more: Partial<PageMessage> = {},
): PageMessage {
  return { channel: 'C1', ts, user, text, blocks: [], ...more };
}

/** A fixture as an open modal. */
export function modalOf(name: string, more: Partial<PageView> = {}): PageView {
  const view = fixture(name);
  return {
    id: 'V1',
    type: 'modal',
    callback_id: view.callback_id ?? '',
    title: view.title?.text ?? '',
    submit: view.submit?.text ?? null,
    close: view.close?.text ?? null,
    blocks: view.blocks,
    values: {},
    errors: {},
    ...more,
  };
}

/** The App Home of a fixture. */
export function homeOf(name: string): PageView {
  return { ...modalOf(name), id: 'H1', type: 'home', submit: null, close: null };
}

const USERS: readonly PageUser[] = [
  { id: 'U1', name: 'ann', real_name: 'Ann Lee', is_bot: false, tz: 'UTC' },
  { id: 'U2', name: 'bob', real_name: 'Bob Ortiz', is_bot: false, tz: 'Europe/Berlin' },
  { id: 'U3', name: 'cara', real_name: 'Cara Diaz', is_bot: false, tz: 'UTC' },
  { id: 'B1', name: 'quell', real_name: 'Quell', is_bot: true, tz: 'UTC' },
];

/** A channel that people and bot are in. */
export function channel(id: string, name: string, more: Partial<PageChannel> = {}): PageChannel {
  const rest = { topic: '', is_im: false, is_member: true, is_archived: false, unread: 0 };
  const standing = { is_private: false, has_bot: true };
  return { id, name, ...rest, ...standing, ...more };
}

/** A workspace with nothing in it. */
export function emptyWorkspace(more: Partial<PageState> = {}): PageState {
  return {
    started: Date.parse('2026-02-10T13:30:00Z'),
    now: Date.parse('2026-02-10T14:00:00Z'),
    team: { id: 'T1', name: 'Acme' },
    connected: true,
    bot: 'B1',
    users: USERS,
    channels: [
      channel('C1', 'alerts', { topic: 'where Quell posts by default' }),
      channel('C2', 'incidents'),
      channel('C3', 'general'),
      channel('D1', '', { is_im: true }),
    ],
    messages: [],
    modals: [],
    usergroups: [
      { id: 'S1', handle: 'oncall' },
      { id: 'S01ONCALL', handle: 'oncall' },
    ],
    has_home: true,
    home: null,
    commands: [
      {
        command: '/incident',
        usage_hint: 'list | new [title] | show N | mute N 2h [reason] | merge N into M',
      },
    ],
    shortcuts: [{ callback_id: 'incident.new', name: 'Open an incident' }],
    fault: 'well',
    scopes: ['channels:read', 'chat:write'],
    missing_scope: null,
    next_try: null,
    kept_in: null,
    requests: [],
    ...more,
  };
}

/** A workspace with one message of the bot. */
export function workspaceWith(name: string, more: Partial<PageMessage> = {}): PageState {
  return emptyWorkspace({ messages: [fromFixture(name, tsAt('14:00'), more)] });
}

/** A workspace in the middle of an evening. */
export function busyWorkspace(more: Partial<PageState> = {}): PageState {
  const root = tsAt('14:02');
  return emptyWorkspace({
    channels: [
      channel('C1', 'alerts', { topic: 'where Quell posts by default', unread: 2 }),
      channel('C2', 'incidents', { unread: 4 }),
      channel('C3', 'general'),
      channel('C4', 'orders-team', { unread: 1 }),
      channel('D1', '', { is_im: true, unread: 1 }),
    ],
    messages: [
      fromFixture('card-resolved', tsAt('13:48')),
      fromFixture('card-acknowledged', root, { reply_count: 5 }),
      fromFixture('thread-details', tsAt('14:02:01'), { thread_ts: root }),
      fromFixture('thread-joined', tsAt('14:04'), { thread_ts: root }),
      fromFixture('thread-escalation', tsAt('14:07'), { thread_ts: root }),
      fromFixture('thread-acknowledged', tsAt('14:09'), { thread_ts: root }),
      said('U1', 'Debug logging is on, turning it off on all nine.', tsAt('14:16'), {
        thread_ts: root,
      }),
      said('U2', 'Is the *array* on `db-01` the same as last time?', tsAt('14:20'), {
        reactions: [{ name: 'pushpin', users: ['U1'] }],
      }),
      fromFixture('storm-during', tsAt('14:40')),
      fromFixture('card-triggered-critical', tsAt('14:40:02')),
    ],
    requests: [
      {
        at: Date.parse('2026-02-10T14:42:08Z'),
        direction: 'to-slack',
        name: 'chat.update',
        outcome: 'ok',
        body: { channel: 'C1', text: 'Storm in #alerts' },
      },
      {
        at: Date.parse('2026-02-10T14:41:58Z'),
        direction: 'to-slack',
        name: 'chat.update',
        outcome: '429',
        body: { channel: 'C1', text: 'Storm in #alerts' },
      },
      {
        at: Date.parse('2026-02-10T14:09:11Z'),
        direction: 'from-slack',
        name: 'block_actions',
        outcome: 'ack',
        body: { user: { id: 'U1' }, actions: [{ action_id: 'incident.acknowledge', value: '12' }] },
      },
    ],
    ...more,
  });
}
