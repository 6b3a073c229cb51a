import type { Json } from '../block-kit/checks.ts';
import type { Workspace } from '../workspace.ts';

/** Turns `@ann` and `#alerts` into Slack's marks; with names in them for commands. */
export function withMentions(workspace: Workspace, text: string, named = false): string {
  return text
    .replaceAll(/(^|[\s(,])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      const id = mentioned(workspace, name);
      return id === undefined ? whole : `${before}<${id}${named ? `|${name}` : ''}>`;
    })
    .replaceAll(/(^|[\s(,])#([\w-]+)/g, (whole, before: string, name: string) => {
      const channel = [...workspace.conversations.values()].find((each) => each.name === name);
      return channel ? `${before}<#${channel.id}|${name}>` : whole;
    });
}

/** The rich text of a message that a person wrote. */
export function personsBlocks(text: string): readonly Json[] {
  const parts = text.split(/(<[@#][A-Z0-9]+(?:\|[^>]*)?>)/).filter((part) => part !== '');
  const section = { type: 'rich_text_section', elements: parts.map(partOf) };
  return [{ type: 'rich_text', elements: [section] }];
}

function partOf(part: string): Json {
  const found = /^<([@#])([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(part);
  if (!found) return { type: 'text', text: part };
  return found[1] === '@'
    ? { type: 'user', user_id: found[2] }
    : { type: 'channel', channel_id: found[2] };
}

function mentioned(workspace: Workspace, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const person = [...workspace.people.values()].find((each) => each.name.toLowerCase() === wanted);
  if (person) return `@${person.id}`;
  const group = workspace.userGroups.find((each) => each.handle.toLowerCase() === wanted);
  return group ? `!subteam^${group.id}` : undefined;
}
