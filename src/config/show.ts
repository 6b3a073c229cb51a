import { paint } from '../paint.ts';
import type { Fault } from './fault.ts';

/** How texts for a terminal look. */
export interface Look {
  readonly colours: boolean;
}

const WIDTH = 80;

/** Faults for people: where, what, the line with a mark below it, what was expected, and a line that would be right. */
export function showFaults(name: string, faults: readonly Fault[], look: Look): string {
  return faults.map((fault) => `${showFault(name, fault, look)}\n`).join('\n');
}

function showFault(name: string, fault: Fault, look: Look): string {
  const { line, column, path, wrong, expected, example } = fault;
  const place = `${name}:${line}:${column}`;
  return [
    paint(path === '' ? place : `${place}  ${path}`, 'bold', look),
    ...wrapped(wrong, '  '),
    ...excerpt(fault, look),
    ...(expected === '' ? [] : wrapped(`Expected: ${expected}`, '  ')),
    ...(example === '' ? [] : exampleLines(example)),
  ].join('\n');
}

/** In one line, for a log. */
export function faultSentence(
  name: string,
  { line, column, path, wrong, expected }: Fault,
): string {
  const place = [`${name}:${line}:${column}`, path].filter(Boolean).join(' ');
  return `${place}: ${wrong}${expected === '' ? '' : ` Expected: ${expected}.`}`;
}

/** For whoever asks how the bot is, who need not see what the file says. */
export function refusedSentence(name: string): string {
  return `${name} was changed and is refused; the former configuration goes on. quell check says what is wrong with it.`;
}

/** Room for the number of the line and the bar. */
const MARGIN = 9;

/** The line, and carets below what is wrong in it; of a long line, the part around that. */
function excerpt({ line, column, width, excerpt: text }: Fault, look: Look): readonly string[] {
  const room = WIDTH - MARGIN;
  const start = column + width > room ? Math.max(0, column - 1 - 20) : 0;
  const from = column - 1 - start;
  const shown = text.replace(/\p{C}/gu, ' ').slice(start).trimEnd();
  const part = shown.length <= room ? shown : cut(shown, room, from + width);
  const marked = Math.max(1, Math.min(width, room - from));
  const bar = `${' '.repeat(6)} | `;
  return [
    `${String(line).padStart(6)} | ${part}`,
    `${bar}${' '.repeat(from)}${paint('^'.repeat(marked), 'red', look)}`,
  ];
}

/** The beginning of a line that goes on: it ends behind a word, unless that is before what is marked in it. */
function cut(text: string, room: number, markedTo: number): string {
  const end = text.lastIndexOf(' ', room - 2);
  if (end < Math.max(markedTo, room / 2)) return `${text.slice(0, room - 1)}…`;
  return `${text.slice(0, end).trimEnd()} …`;
}

function exampleLines(example: string): readonly string[] {
  const [first = '', ...more] = example.split('\n');
  return [`  Write:    ${first}`, ...more.map((line) => `            ${line}`)];
}

/** The words in lines that fit, where the words do. */
export function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  const [first = '', ...words] = text.split(' ');
  let current = `${indent}${first}`;
  for (const word of words) {
    if (current.length + 1 + word.length <= WIDTH) {
      current += ` ${word}`;
    } else {
      lines.push(current);
      current = `${indent}  ${word}`;
    }
  }
  return [...lines, current];
}
