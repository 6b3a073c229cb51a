import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/slack/actions/index.ts';
import { helpAnswer } from '../../src/slack/blocks/index.ts';
import { subcommands } from '../../src/slack/commands/index.ts';
import { events } from '../../src/slack/events/index.ts';
import { COMMAND } from '../../src/slack/listeners.ts';
import { menus } from '../../src/slack/menus/index.ts';
import { shortcuts } from '../../src/slack/shortcuts/index.ts';
import { views } from '../../src/slack/views/index.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = readFileSync(join(root, 'manifest.yml'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/\s+#.*$/, ''))
  .filter((line) => line.trim() !== '' && !line.startsWith('#'));

/** The items of the list below a key. The manifest is plain enough to be read by its indentation. */
function listBelow(key: string): readonly string[] {
  const at = manifest.findIndex((line) => line.trim() === `${key}:`);
  expect(at, `${key} in manifest.yml`).toBeGreaterThanOrEqual(0);
  const indent = (line: string) => line.search(/\S/);
  const depth = indent(manifest[at] ?? '');
  const below = manifest.slice(at + 1);
  const end = below.findIndex((line) => indent(line) <= depth);
  const items = end < 0 ? below : below.slice(0, end);
  return items.map((line) => line.trim().replace(/^- /, ''));
}

function valuesOf(key: string): readonly string[] {
  const line = new RegExp(`^\\s*(?:- )?${key}: (.*)$`);
  return manifest.flatMap((each) => line.exec(each)?.[1] ?? []);
}

describe('the manifest', () => {
  it('subscribes to the events that we listen to', () => {
    expect([...listBelow('bot_events')].sort()).toEqual(events.map(({ name }) => name).sort());
  });

  it('declares our shortcuts, with names that Slack takes', () => {
    expect(valuesOf('callback_id')).toEqual(shortcuts.map(({ id }) => id));
    for (const name of listBelow('shortcuts').flatMap(
      (line) => /^name: (.*)/.exec(line)?.[1] ?? [],
    ))
      expect(name.length).toBeLessThanOrEqual(24);
  });

  it('declares our command, with people and channels as ids', () => {
    expect(valuesOf('command')).toEqual([COMMAND]);
    expect(valuesOf('should_escape')).toEqual(['true']);
  });

  it('turns on buttons, the Home tab and Socket Mode', () => {
    expect(valuesOf('home_tab_enabled')).toEqual(['true']);
    expect(valuesOf('is_enabled')).toEqual(['true']);
    expect(valuesOf('socket_mode_enabled')).toEqual(['true']);
  });

  it('asks for the scopes that we need and for no other', () => {
    expect([...listBelow('bot')].sort()).toEqual(neededScopes());
  });
});

/** What Slack wants for each method that we call. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  // To a person, where there is no channel to answer in.
  'chat.postMessage': ['chat:write', 'im:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  // Direct messages of our own among them.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'usergroups.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  // The Home tab is a feature of the app.
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  reaction_added: ['reactions:read'],
};

function neededScopes(): readonly string[] {
  const folder = join(root, 'src/slack');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const methods = new Set([...code.matchAll(/web\.(\w+\.\w+)\(/g)].map(([, name]) => name ?? ''));
  const forMethods = [...methods].flatMap((method) => {
    expect(SCOPES, `the scopes of ${method}`).toHaveProperty([method]);
    return SCOPES[method] ?? [];
  });
  const forEvents = events.flatMap(({ name }) => EVENT_SCOPES[name] ?? `a scope for ${name}`);
  return [...new Set(['commands', ...forMethods, ...forEvents])].sort();
}

describe('help', () => {
  it('names every command', () => {
    const words = new Set(helpAnswer().text.split(/[^a-z]+/));
    const names = subcommands.map(({ name }) => name).filter((name) => name !== 'help');

    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });
});

describe('the lists', () => {
  const ids = (members: readonly { readonly id: string }[]) => members.map(({ id }) => id);

  it.each([
    ['actions', ids(actions)],
    ['views', ids(views)],
    ['menus', ids(menus)],
    ['shortcuts', ids(shortcuts)],
    ['events', events.map(({ name }) => name)],
    ['commands', subcommands.flatMap(({ name, also }) => [name, ...also])],
  ])('of %s names each once', (_, names) => {
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['actions', ['index', 'action', 'incident-modal']],
    ['views', ['index', 'view']],
    ['menus', ['index', 'menu']],
    ['shortcuts', ['index', 'shortcut']],
    ['events', ['index', 'event']],
    [
      'commands',
      [
        'index',
        'command',
        'incident-command',
        'looking-command',
        'parse',
        'nearest',
        'choose',
        'run',
        'done',
        'misread-answer',
        'read-ignore',
        'read-maintenance',
        'read-mute',
        'wall-time',
      ],
    ],
  ])('of %s has every member that the folder has', (folder, others) => {
    const files = readdirSync(join(root, 'src/slack', folder)).map((file) =>
      file.replace('.ts', ''),
    );
    const list = readFileSync(join(root, 'src/slack', folder, 'index.ts'), 'utf8');

    for (const file of files.filter((each) => !others.includes(each))) {
      expect(list).toContain(`'./${file}.ts'`);
    }
  });
});
