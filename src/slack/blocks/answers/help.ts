import type { RichTextElement } from '@slack/types';
import { bold, bullets, code, context, lines, rich, text } from '../elements.ts';
import type { MessageBody } from '../message.ts';

/** Examples that work, by task. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  Take: ['ack 12', 'unack 12', 'assign 12 @bob', 'resolve 12 added disk', 'reopen 12'],
  Quiet: ['mute 12 2h disk swap', 'mute 12 until tomorrow 09:00', 'unmute 12'],
  Note: ['note 12 text', 'severity 12 critical', 'new Login is down'],
  Look: ['list mine', 'show 12', 'why 12', 'timeline 12', 'audit db-01', 'stats 7d'],
  Errors: ['errors', 'errors KeyError in 24h', 'errors INC-12', 'ignore 12 100 times'],
  'Errors, together': ['merge 12 into 9', 'split 9', 'resolve 12 in next release'],
  Silence: ['silence service=db 2h backup', 'silences', 'unsilence 3f2a91c4'],
  'Planned work': ['maintenance service=db 2h upgrade'],
};

/** All commands, by examples. */
export function helpAnswer(): MessageBody {
  return {
    text: 'Quell commands: /incident opens the list. list, new, show, ack, unack, assign, mute, unmute, resolve, reopen, ignore, merge, split, note, severity, why, timeline, audit, errors, silence, silences, unsilence, maintenance, stats.',
    blocks: [
      rich(
        lines([bold('/incident'), text(' alone shows what is open. Only you see its answers.')]),
        bullets(Object.entries(EXAMPLES).map(row)),
      ),
      context(
        'Mention @Quell in a thread to add a note. React with :pushpin: to put a message on the timeline.',
      ),
    ],
  };
}

function row([task, examples]: readonly [string, readonly string[]]): readonly RichTextElement[] {
  return [bold(task), ...examples.flatMap((example) => [text(' '), code(example)])];
}
