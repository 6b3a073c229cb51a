import { limitText } from '../../../domain/limit.ts';
import type { LossContent } from '../../../domain/notice.ts';
import { between, type Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, context, lines, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { duration } from '../words.ts';

/** Alerts of a source are lost, as it was told at `toldAt`; or what that came to. */
export function losses(content: LossContent, toldAt: Instant): MessageBody {
  const { since, until } = content;
  const name = cut(content.source, LENGTHS.fact);
  const what = `${whatIsLost(content)} within ${duration(between(since, until ?? toldAt))}.`;
  const head = headOf(content, name);
  const remedy = until === null ? remedyOf(content, name) : 'Nothing was lost since then.';
  return {
    text: shortText(`${head}: ${what} ${remedy}`),
    blocks: [rich(lines([bold(head), text(`: ${what}`)])), context(remedy)],
  };
}

function headOf({ limit, until }: LossContent, name: string): string {
  if (limit === null) return until === null ? `${name} loses errors` : `${name} lost errors`;
  return until === null ? `${name} sends more than it may` : `${name} sent more than it may`;
}

function whatIsLost({ refused, givenUp, limit }: LossContent): string {
  const parts = [
    ...(refused > 0 ? [`${counted(refused, 'alert')} refused`] : []),
    ...(givenUp > 0 ? [`${counted(givenUp, 'error')} given up by its SDK`] : []),
  ];
  const allowed = limit === null ? '' : `it may send ${limitText(limit)}; `;
  return allowed + parts.join(', and ');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-GB')} ${what}${count === 1 ? ' was' : 's were'}`;
}

function remedyOf({ limit }: LossContent, name: string): string {
  if (limit === null) {
    return 'Look at its network, and whether it sends more than its SDK can hold. (Quell tells this once.)';
  }
  return `Have it send less, or raise its limit: rate of the source ${name} in quell.yml. (Quell tells this once.)`;
}
