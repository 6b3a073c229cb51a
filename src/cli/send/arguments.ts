import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { nearest } from '../../nearest.ts';
import type { Source } from '../../sources/source.ts';
import type { Example } from '../../try/example.ts';
import { EXAMPLES } from '../../try/index.ts';
import { urlFault } from '../bot/address.ts';
import { SENDABLE } from './sendable.ts';

/** What `quell send` is asked for. */
export interface Asked {
  readonly list: boolean;
  /** Null: one alert, as `content` says. */
  readonly example: Example | null;
  /** In whose way it is sent. */
  readonly source: Source;
  readonly content: Content;
  readonly resolve: boolean;
  /** Null: where the environment says that the bot is. */
  readonly url: string | null;
  /** Null: the one of the environment. */
  readonly key: string | null;
  /** The number of the project, for SDKs of Sentry. */
  readonly project: string;
}

/** What is sent: an alert of our own, the example of the source, or the body in a file. */
export type Content =
  | { readonly kind: 'own'; readonly title: string; readonly severity: Severity }
  | { readonly kind: 'example' }
  | { readonly kind: 'file'; readonly path: string };

/** Wrong usage, as a sentence. */
export interface Misused {
  readonly fault: string;
}

const OPTIONS = {
  as: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  project: { type: 'string' },
  title: { type: 'string' },
  severity: { type: 'string' },
  file: { type: 'string' },
  resolve: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Reads the arguments of `quell send`, or says what is wrong with them. */
export function argumentsOf(args: readonly string[]): Asked | Misused {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    return asked(values, positionals);
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

function asked(values: Values, words: readonly string[]): Asked | Misused {
  const example = exampleOf(words, values);
  if (example && 'fault' in example) return example;
  const { as = 'json', url = null, key = null, project = '1', resolve, list } = values;
  const source = SENDABLE.find(({ type }) => type === as);
  if (!source) return { fault: unknownType(as) };
  const fault = urlFault(url) ?? keyFault(key) ?? projectFault(values) ?? mixtureFault(values);
  if (fault !== null) return { fault };
  const content = contentOf(values);
  if ('fault' in content) return content;
  return { list, example, source, content, resolve, url, key, project };
}

function exampleOf([name, ...more]: readonly string[], values: Values): Example | Misused | null {
  if (name === undefined) return null;
  const example = EXAMPLES.find((each) => each.name === name);
  if (!example) return { fault: unknownExample(name) };
  if (more.length > 0) return { fault: 'One example is sent at a time.' };
  const { as, title, severity, file, project } = values;
  const isChanged = [as, title, severity, file, project].some((value) => value !== undefined);
  const others = '--as, --title, --severity, --file and --project';
  return isChanged
    ? { fault: `The example ${name} is sent as it is, without ${others}.` }
    : example;
}

function unknownExample(name: string): string {
  if (SENDABLE.some(({ type }) => type === name)) {
    return `${name} is a type of source, and no example: quell send --as ${name}.`;
  }
  const known = EXAMPLES.map((example) => example.name);
  const near = nearest(name, known);
  const help = near === undefined ? 'quell send --list prints all.' : `Did you mean ${near}?`;
  return `There is no example "${name}". ${help}`;
}

function unknownType(as: string): string {
  const types = SENDABLE.map(({ type }) => type);
  const near = nearest(as, types);
  const help = near === undefined ? 'quell send --list prints all.' : `Did you mean ${near}?`;
  return `There is no type "${as}". ${help}`;
}

/** It travels in a header. */
function keyFault(key: string | null): string | null {
  if (key === null || /^[\x21-\x7e]+$/.test(key)) return null;
  return '--key must be visible ASCII characters without spaces.';
}

function projectFault({ as, project }: Values): string | null {
  if (project === undefined) return null;
  if (as !== 'sentry-sdk')
    return '--project is for --as sentry-sdk: only its doors have a project.';
  return /^\d{1,20}$/.test(project) ? null : `--project is "${project}"; it must be a number.`;
}

/** What does not go together. */
function mixtureFault({ as = 'json', title, severity, file, resolve }: Values): string | null {
  const isOwn = title !== undefined || severity !== undefined;
  if (isOwn && as !== 'json') {
    return `--title and --severity make an alert of the type json, and --as ${as} sends an example.`;
  }
  if (isOwn && file !== undefined)
    return '--file is sent as it is, without --title and --severity.';
  if (resolve && file !== undefined) {
    return '--file is sent as it is: write the end into it, in place of --resolve.';
  }
  return null;
}

const TITLE = 'Test alert from quell send';

function contentOf({ as, title, severity, file }: Values): Content | Misused {
  if (file !== undefined) return { kind: 'file', path: file };
  const known = SEVERITIES.find((each) => each === (severity ?? 'warning'));
  if (!known) {
    return { fault: `--severity is "${severity}"; it must be one of ${SEVERITIES.join(', ')}.` };
  }
  if (as !== undefined && title === undefined && severity === undefined) return { kind: 'example' };
  return { kind: 'own', title: title?.trim() || TITLE, severity: known };
}
