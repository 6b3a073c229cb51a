/** What a person reads: blocks as plain text. */
import { isObject, items, type Json } from '../block-kit/checks.ts';
import type { Workspace } from '../workspace.ts';

/** The visible text of blocks, one line a block and `[…]` around what can be pressed. */
export function wordsOf(workspace: Workspace, blocks: readonly Json[]): string {
  return blocks
    .map((block) => wordsOfPart(workspace, block).trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Slack's marks as a person reads them: `<url|label>` as its label, `&lt;` as `<`. */
export function readable(workspace: Workspace, text: string): string {
  return text
    .replaceAll(/<([^<>]+)>/g, (_whole, mark: string) => readableMark(workspace, mark))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function readableMark(workspace: Workspace, mark: string): string {
  const [target = '', label] = mark.split(/\|(.*)/s);
  if (target.startsWith('@')) return personName(workspace, target.slice(1));
  if (target.startsWith('#')) return `#${channelName(workspace, target.slice(1))}`;
  if (target.startsWith('!subteam^')) return groupName(workspace, target.slice(9));
  if (target.startsWith('!date^')) return label ?? target;
  return target.startsWith('!') ? `@${target.slice(1)}` : (label ?? target);
}

type Reader = (workspace: Workspace, part: Json) => string;

const PARTS: Readonly<Record<string, Reader>> = {
  plain_text: (_workspace, part) => String(part['text']),
  mrkdwn: (workspace, part) => readable(workspace, String(part['text'])),
  text: (_workspace, part) => String(part['text']),
  link: (_workspace, part) => String(part['text'] ?? part['url']),
  emoji: (_workspace, part) => `:${part['name']}:`,
  user: (workspace, part) => personName(workspace, String(part['user_id'])),
  usergroup: (workspace, part) => groupName(workspace, String(part['usergroup_id'])),
  channel: (workspace, part) => `#${channelName(workspace, String(part['channel_id']))}`,
  broadcast: (_workspace, part) => `@${part['range']}`,
  date: (_workspace, part) => String(part['fallback'] ?? part['timestamp']),
  raw_text: (_workspace, part) => String(part['text']),
  raw_number: (_workspace, part) => String(part['text'] ?? part['value']),
  markdown: (_workspace, part) => String(part['text']),
  image: (_workspace, part) => String(part['alt_text']),
  divider: () => '',
  button: (workspace, part) => `[${below(workspace, part, ['text'])}]`,
  overflow: () => '[…]',
  data_visualization: (_workspace, part) => String(part['title']),
  rich_text: lines,
  rich_text_section: inline,
  rich_text_preformatted: inline,
  rich_text_quote: inline,
  rich_text_list: lines,
  actions: spaced,
  context: spaced,
  input: (workspace, part) => below(workspace, part, ['label', 'element', 'hint']),
};

function wordsOfPart(workspace: Workspace, part: Json): string {
  const type = String(part['type']);
  const reader = PARTS[type];
  if (reader) return reader(workspace, part);
  if (part['placeholder']) return `[${below(workspace, part, ['placeholder'])}]`;
  return below(workspace, part, [
    'title',
    'text',
    'fields',
    'options',
    'child_blocks',
    'elements',
    'rows',
    'accessory',
  ]);
}

function below(workspace: Workspace, part: Json, names: readonly string[]): string {
  return names
    .flatMap((name) => flat(part[name]))
    .map((each) => wordsOfPart(workspace, each))
    .filter((words) => words !== '')
    .join(' ');
}

function flat(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(flat);
  return isObject(value) ? [value] : [];
}

function inline(workspace: Workspace, part: Json): string {
  return joined(workspace, part, '');
}

function spaced(workspace: Workspace, part: Json): string {
  return joined(workspace, part, ' ');
}

function lines(workspace: Workspace, part: Json): string {
  return joined(workspace, part, '\n');
}

function joined(workspace: Workspace, part: Json, between: string): string {
  return items(part, 'elements')
    .filter(isObject)
    .map((each) => wordsOfPart(workspace, each))
    .join(between);
}

function personName(workspace: Workspace, id: string): string {
  return `@${workspace.people.get(id)?.realName ?? id}`;
}

function channelName(workspace: Workspace, id: string): string {
  return workspace.conversations.get(id)?.name ?? id;
}

function groupName(workspace: Workspace, id: string): string {
  return `@${workspace.userGroups.find((group) => group.id === id)?.handle ?? id}`;
}
