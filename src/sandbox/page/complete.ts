import { INCIDENT_USAGES } from './incident-words.ts';

/** One row of the composer's completion. */
export interface Completion {
  /** What is inserted. */
  readonly insert: string;
  /** What follows it, as a hint. */
  readonly hint: string;
  readonly what: string;
}

const DEPTHS: Readonly<Record<string, number>> = {
  '[': 1,
  '(': 1,
  '<': 1,
  ']': -1,
  ')': -1,
  '>': -1,
};

interface Command {
  readonly command: string;
  readonly usage_hint: string;
}

interface Person {
  readonly name: string;
  readonly real_name: string;
}

/** Rows for a half-written slash command: commands, then what each takes according to its usage hint. */
export function completeCommand(
  commands: readonly Command[],
  typed: string,
): readonly Completion[] {
  if (!/^\/\S*( .*)?$/.test(typed)) {
    return [];
  }
  const words = oneSpace(typed);
  const rows = commands.flatMap((command) => usagesOf(command, words));
  const fitting = rows.filter((row) => fits(row, words));
  return fitting.length > 0 ? fitting : commands.map(wholeUsage).filter((row) => fits(row, words));
}

/** What was typed, as a command reads it: several spaces are one. */
export function oneSpace(typed: string): string {
  return typed.replace(/ +/g, ' ');
}

/** Whether the row finishes a name. */
export function isName({ insert }: Completion): boolean {
  return /@\S+$/.test(insert.trimEnd());
}

/** Whether a command's literal words stand there already, so that its row only shows what they take. */
export function isWritten(row: Completion, typed: string): boolean {
  const literal = row.insert.trimEnd().toLowerCase();
  return !isName(row) && oneSpace(typed).toLowerCase().startsWith(`${literal} `);
}

/** Rows for a half-written mention at the end of the text. */
export function completeMention(people: readonly Person[], typed: string): readonly Completion[] {
  const found = /(^|\s)@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]+)*)$/u.exec(typed);
  if (!found) {
    return [];
  }
  const query = (found[2] ?? '').toLowerCase();
  const before = typed.slice(0, typed.length - query.length - 1);
  return people
    .filter((person) => matchesName(person, query))
    .map((person) => ({ insert: `${before}@${person.name} `, hint: '', what: person.real_name }));
}

function matchesName(person: Person, query: string): boolean {
  const { name, real_name } = person;
  const words = `${name} ${real_name}`.toLowerCase().split(/\s+/);
  return [real_name.toLowerCase(), ...words].some((word) => word.startsWith(query));
}

function wholeUsage({ command, usage_hint }: Command): Completion {
  return { insert: command, hint: usage_hint, what: '' };
}

function usagesOf(of: Command, typed: string): readonly Completion[] {
  const { command, usage_hint } = of;
  const alternatives = splitAlternatives(stripBrackets(usage_hint.trim()));
  const bare = wholeUsage(of);
  if (!typed.startsWith(`${command} `)) {
    return [bare];
  }
  if (command === '/incident') {
    return INCIDENT_USAGES.map(({ words, hint, what }) => ({
      insert: hint === '' ? `${command} ${words}` : `${command} ${words} `,
      hint,
      what,
    }));
  }
  return alternatives.length > 1 ? alternatives.map((usage) => usageRow(command, usage)) : [bare];
}

function usageRow(command: string, usage: string): Completion {
  const words = usage.split(/\s+/);
  const cut = words.findIndex((word) => !/^[a-z-]+$/.test(word));
  const literal = cut < 0 ? words : words.slice(0, cut);
  const rest = cut < 0 ? [] : words.slice(cut);
  const insert = [command, ...literal].join(' ');
  return { insert: rest.length > 0 ? `${insert} ` : insert, hint: rest.join(' '), what: '' };
}

// A row stays as long as one is inside its literal words; afterwards only where it has something to say.
function fits(row: Completion, typed: string): boolean {
  const literal = row.insert.trimEnd();
  const says = row.hint !== '' || row.what !== '';
  return literal.startsWith(typed) || (says && typed.startsWith(`${literal} `));
}

function stripBrackets(hint: string): string {
  return /^\[[^[\]]*\]$/.test(hint) ? hint.slice(1, -1) : hint;
}

function splitAlternatives(hint: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const char of hint) {
    depth += DEPTHS[char] ?? 0;
    if (depth === 0 && '|,·'.includes(char)) {
      parts.push('');
    } else {
      parts[parts.length - 1] += char;
    }
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}
