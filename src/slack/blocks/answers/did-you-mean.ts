import type { Button } from '@slack/types';
import { plainText } from '../../plain-text.ts';
import { cut, LENGTHS } from '../cut.ts';
import { button, context } from '../elements.ts';
import { plain } from '../escape.ts';
import { codeSpan, section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';

/** Slack's limit for what a button sends. */
const VALUE = 2_000;

/**
 * A wrong word gets the whole corrected command, to be run with one click; one that is near to none, the help. Both are
 * as Slack handed them on.
 */
export function didYouMeanAnswer(typed: string, command: string | null): MessageBody {
  const wrong = cut(plainText(typed), LENGTHS.value);
  const no = `“${plain(wrong)}” is not a command.`;
  if (command === null) return noCommand(wrong, no);
  const right = cut(plainText(command), 200);
  return {
    text: shortText(`“${wrong}” is not a command. Did you mean ${right}?`),
    blocks: [
      section(`${no} Did you mean ${codeSpan(right)}?`, runThat(command, right)),
      context(`${codeSpan('/incident help')} shows all commands`),
    ],
  };
}

function noCommand(wrong: string, no: string): MessageBody {
  const show = { text: 'Show all commands', action: 'command.run', value: 'help' };
  return {
    text: shortText(`“${wrong}” is not a command. /incident help shows all commands.`),
    blocks: [section(no, button({ ...show, label: 'Show all commands of Quell' }))],
  };
}

/** A command that is too long for a button has to be typed: half of it would do something else. */
function runThat(command: string, shown: string): Button | undefined {
  if (command.length > VALUE) return undefined;
  return button({
    text: 'Run that',
    action: 'command.run',
    value: command,
    label: `Run that: ${shown}`,
  });
}
