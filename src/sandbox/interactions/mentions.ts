import type { Json } from '../block-kit/checks.ts';
import type { Workspace } from '../workspace.ts';

/** Turns `@ann`, `@Ann Lee` and `#alerts` into Slack's marks; with names in them for commands. */
export function withMentions(workspace: Workspace, text: string, named = false): string {
  const marks = marksOf(workspace);
  return text
    .replaceAll(namesIn(marks), (_whole, before: string, typed: string) => {
      const mark = marks.get(keyOf(typed));
      return `${before}<${mark?.id}${named ? `|${mark?.name}` : ''}>`;
    })
    .replaceAll(/(^|[\s(,])#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = [...workspace.conversations.values()].find((each) => each.name === name);
      return channel ? `${before}<#${channel.id}|${name}>` : whole;
    });
}

/** Turns the web addresses that a person writes into links, as Slack does; what ends the sentence is no part of them. */
export function withLinks(text: string): string {
  return text.replaceAll(/(^|[\s(])(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"])/g, '$1<$2>');
}

/** The rich text of a message that a person wrote. */
export function personsBlocks(text: string): readonly Json[] {
  const marks = /(<[@#][A-Z0-9]+(?:\|[^>]*)?>|<https?:[^<>|]+>)/;
  const parts = text.split(marks).filter((part) => part !== '');
  const section = { type: 'rich_text_section', elements: parts.map(partOf) };
  return [{ type: 'rich_text', elements: [section] }];
}

function partOf(part: string): Json {
  const [, url] = /^<(https?:[^<>|]+)>$/.exec(part) ?? [];
  if (url !== undefined) return { type: 'link', url };
  const found = /^<([@#])([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(part);
  if (!found) return { type: 'text', text: part };
  return found[1] === '@'
    ? { type: 'user', user_id: found[2] }
    : { type: 'channel', channel_id: found[2] };
}

interface Mark {
  readonly id: string;
  readonly name: string;
}

/** Everybody and every group, by each of the names that people write; a handle wins over a name like it. */
function marksOf({ people, userGroups }: Workspace): ReadonlyMap<string, Mark> {
  const persons = [...people.values()].map(({ id, name, realName }) => ({
    realName,
    mark: { id: `@${id}`, name },
  }));
  const groups = userGroups.map(({ id, handle }) => ({ id: `!subteam^${id}`, name: handle }));
  const marks = new Map<string, Mark>();
  for (const { realName, mark } of persons) marks.set(keyOf(realName), mark);
  for (const mark of [...groups, ...persons.map((each) => each.mark)]) {
    marks.set(keyOf(mark.name), mark);
  }
  return marks;
}

/** Finds any of the names behind an `@`, the longest first. */
function namesIn(marks: ReadonlyMap<string, Mark>): RegExp {
  const names = [...marks.keys()].toSorted((a, b) => b.length - a.length).map(patternOf);
  return new RegExp(
    `(^|[\\s(,])@(${names.join('|')})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}_])`,
    'giu',
  );
}

function patternOf(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, ' ');
}
