import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Instant } from '../../domain/time.ts';
import { jsonFault } from '../../http/json-fault.ts';
import type { Source } from '../../sources/source.ts';
import { BotFault } from '../bot/bot-fault.ts';
import type { Asked, Content } from './arguments.ts';
import { changed } from './changed.ts';
import { endOf } from './ends.ts';
import { movedTo } from './moved.ts';
import { withNewId } from './sendable.ts';

/** What is sent, as the source reads it; throws `BotFault` where it cannot be made. */
export function payloadFor({ content, source, resolve }: Asked, now: Instant): unknown {
  const payload = withoutEnd(content, source, now);
  if (!resolve) return payload;
  const end = endOf(source, new Date(now).toISOString());
  if (end) return changed(payload, end);
  throw new BotFault(
    `What ${source.about.vendor} sends never tells that something is over, so that there is nothing to send with --resolve.`,
  );
}

function withoutEnd(content: Content, source: Source, now: Instant): unknown {
  if (content.kind === 'file') return bodyIn(content.path);
  if (content.kind === 'example') {
    return withNewId(movedTo(now, exampleOf(source)), source, randomBytes(16).toString('hex'));
  }
  const { title, severity } = content;
  return { title, severity, status: 'firing', description: 'It was sent with quell send.' };
}

/** A real-looking body of this source that fires. */
export function exampleOf({ type }: Source): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../sources/examples/${type}.json`, import.meta.url), 'utf8'),
  );
}

function bodyIn(path: string): unknown {
  const text = textIn(path).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch {
    throw new BotFault(`${path} cannot be sent. ${jsonFault(text)}`);
  }
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BotFault(`${path} cannot be read: ${String(error)}.`, error);
  }
}
