import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { nearest } from '../../nearest.ts';
import type { Source } from '../../sources/source.ts';
import { urlFault } from '../bot/address.ts';
import { SENDABLE } from './sendable.ts';

/** What `quell send` is asked for. */
export interface Asked {
  readonly list: boolean;
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
    return asked(parseArgs({ args: [...args], options: OPTIONS }).values);
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

function asked(values: Values): Asked | Misused {
  const { as = 'json', url = null, key = null, project = '1', resolve, list } = values;
  const source = SENDABLE.find(({ type }) => type === as);
  if (!source) return { fault: unknownType(as) };
  const fault = urlFault(url) ?? keyFault(key) ?? projectFault(values) ?? mixtureFault(values);
  if (fault !== null) return { fault };
  const content = contentOf(values);
  return 'fault' in content ? content : { list, source, content, resolve, url, key, project };
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
