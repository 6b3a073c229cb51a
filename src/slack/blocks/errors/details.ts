import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import type { ErrorEvent, Raised } from '../../../domain/error-event.ts';
import type { ErrorStory } from '../../../domain/error-group.ts';
import { raisedLast, typeOf } from '../../../domain/error-text.ts';
import type { Incident } from '../../../domain/incident.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bold, code, context, lines, preformatted, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { greyLine } from '../grey-line.ts';
import { codeSpan, escapeWithin } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { capital, count, hostLink, incidentName } from '../words.ts';
import { beforeWords } from './before.ts';
import { culpritSpoken } from './culprit.ts';
import { duringWhat, otherUsersWords, userName } from './facts.ts';
import { ownCalls, stackText } from './stack.ts';
import { tagLine } from './tags.ts';

/** So many of an exception's causes are shown, and of each so many calls. */
const CAUSES = 3;
const CALLS_OF_CAUSE = 2;
/** What an exception says at length. */
const SAID = 900;

/** The first reply below an error's card: the stack, its causes, what happened before, and what its events have in common. */
export function errorDetails(incident: Incident, shown: ErrorStory): MessageBody {
  const { group, event } = shown;
  const name = incidentName(incident.number);
  const facts = event ? factsOf(event) : [];
  const grey = greyLine([...facts, hostLink('Source', incident.url)]);
  return {
    text: `Details of ${name}: ${escapeWithin(spoken(shown), 270)}`,
    blocks: [
      rich(
        lines([bold(cut(group.title, LENGTHS.title)), ...during(event)], saidAtLength(event)),
        ...stacks(event),
        ...facing(shown),
      ),
      ...(grey === '' ? [] : [context(grey)]),
    ],
  };
}

function spoken(shown: ErrorStory): string {
  const { group, event } = shown;
  const culprit = culpritSpoken(shown);
  const raised = event && raisedLast(event);
  const calls = raised ? ownCalls(raised) : 0;
  const platform = event && calls > 0 ? `${capital(event.platform || 'program')} stack, ` : '';
  const stack = calls > 0 ? `. ${platform}${count(calls, 'frame')} in the app` : '';
  return `${cut(group.title, LENGTHS.title)}${culprit === '' ? '' : ` in ${culprit}`}${stack}.`;
}

/** During which request, or in which job. */
function during(event: ErrorEvent | null): readonly RichTextElement[] {
  const asked = event ? duringWhat(event) : '';
  return asked === '' ? [] : [text(' on '), code(cut(asked, LENGTHS.title))];
}

/** All that it says, where the title has only the beginning. */
function saidAtLength(event: ErrorEvent | null): readonly RichTextElement[] {
  const said = (event && (raisedLast(event)?.value || event.message)) || '';
  const isShort = said.trim() === firstLine(said, LENGTHS.title) || said.trim() === '';
  return isShort ? [] : [text(cut(said, SAID))];
}

/** The exception that people see, and what led to it. */
function stacks(event: ErrorEvent | null): readonly RichTextBlockElement[] {
  if (!event) return [];
  const [last, ...causes] = [...event.chain].reverse();
  const stack = last ? stackText(last) : '';
  return [
    ...(stack === '' ? [] : [preformatted(stack)]),
    ...causes.slice(0, CAUSES).flatMap(cause),
    ...moreCauses(causes.length - CAUSES),
  ];
}

function cause(raised: Raised): readonly RichTextBlockElement[] {
  const named = [typeOf(raised), firstLine(raised.value, LENGTHS.fact)];
  const what = named.filter((part) => part !== '').join(': ') || 'another error';
  const stack = stackText(raised, CALLS_OF_CAUSE);
  return [
    lines([bold('Caused by '), text(cut(what, LENGTHS.fact))]),
    ...(stack === '' ? [] : [preformatted(stack)]),
  ];
}

function moreCauses(more: number): readonly RichTextBlockElement[] {
  return more > 0 ? [lines([text(`and ${count(more, 'more cause')}`)])] : [];
}

/** What happened before, whom it struck, and what its events have in common; nothing where nothing is known. */
function facing(shown: ErrorStory): readonly RichTextBlockElement[] {
  const { event } = shown;
  const before = event ? beforeWords(event.breadcrumbs) : '';
  const rows = [
    before === '' ? [] : [bold('Before it '), text(before)],
    tagLine(shown),
    userLine(shown),
  ].filter((row) => row.length > 0);
  return rows.length > 0 ? [lines(...rows)] : [];
}

function userLine({ group, event }: ErrorStory): readonly RichTextElement[] {
  const name = event ? userName(event) : '';
  if (name === '') return [];
  const others = otherUsersWords(group);
  const more = others === '' ? [] : [text(` and ${others}`)];
  return [bold('User '), code(cut(name, LENGTHS.value)), ...more];
}

/** On what it ran, and its id. */
function factsOf({ contexts, sdk, server, id, logger }: ErrorEvent): readonly string[] {
  const ran = ['runtime', 'browser', 'os'].flatMap((name) => contexts[name] ?? []);
  const shown = [...ran, sdk].filter((each) => each !== '').map((each) => short(each));
  return [
    ...(shown.length > 0 ? [shown.join(', ')] : []),
    ...(server === '' ? [] : [`on ${codeSpan(cut(server, LENGTHS.value))}`]),
    ...(logger === '' ? [] : [`logger ${codeSpan(cut(logger, LENGTHS.value))}`]),
    `event ${codeSpan(cut(id, LENGTHS.value))}`,
  ];
}

function short(words: string): string {
  return plain(firstLine(words, LENGTHS.value));
}
