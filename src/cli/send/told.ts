import type { Instant } from '../../domain/time.ts';
import type { Post } from '../../try/example.ts';
import { BotFault, BotUnreachable } from '../bot/bot-fault.ts';
import { post } from './post.ts';
import { isWrongKey, takenFrom } from './taken.ts';
import type { Target } from './target.ts';

/** Sends it; answers null, or why it was not taken, for people who see a page and no shell. */
export async function told(what: Post, target: Target, now: Instant): Promise<string | null> {
  try {
    const answer = await post(what, target, now);
    if (isWrongKey(answer)) return wrongKey(what);
    takenFrom(answer, target);
    return null;
  } catch (error) {
    if (error instanceof BotUnreachable) {
      return `The bot does not answer at ${target.url}. Is it still running?`;
    }
    if (error instanceof BotFault) return error.message;
    throw error;
  }
}

function wrongKey(what: Post): string {
  const sender = what.kind === 'alerts' ? `the source ${what.as}` : 'this';
  return `The bot wants another key than its ingest key for ${sender}: quell.yml gives it one of its own.`;
}
