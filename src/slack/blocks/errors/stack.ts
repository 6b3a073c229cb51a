import type { Frame, Raised } from '../../../domain/error-event.ts';
import { shortPath } from '../../../domain/error-text.ts';
import { cut } from '../cut.ts';
import { count } from '../words.ts';

/** Of so many calls each is named; of the rest only how many they are. */
const NAMED = 6;
/** So many lines are shown before and after the one that failed. */
const AROUND = 2;
const PLACE = 120;
const NAME = 40;
const CODE = 140;
/** A whole stack has room in this. */
const STACK = 2_400;

/** The calls of a stack, the innermost of the program's own first, with its code; empty where none is known. */
export function stackText({ frames }: Raised, named = NAMED): string {
  const inner = [...frames].reverse();
  const own = inner.filter(({ inApp }) => inApp);
  const shown = (own.length > 0 ? own : inner).slice(0, named);
  const rows = shown.flatMap((frame, place) => frameRows(frame, place === 0 ? AROUND : 0));
  return cut([...rows, ...restRows(inner, new Set(shown))].join('\n'), STACK);
}

/** How many calls of the program's own code a stack has. */
export function ownCalls({ frames }: Raised): number {
  return frames.filter(({ inApp }) => inApp).length;
}

function frameRows(frame: Frame, around: number): readonly string[] {
  return [placeOf(frame), ...(around > 0 ? contextRows(frame, around) : codeRows(frame))];
}

function placeOf({ path, module, function: name, line }: Frame): string {
  const file = shortPath(path) || module || 'somewhere';
  const place = line === null ? file : `${file}:${line}`;
  return cut(name === '' ? place : `${place} in ${name}`, PLACE);
}

function codeRows({ code }: Frame): readonly string[] {
  const shown = cut(inOneLine(code), CODE);
  return shown === '' ? [] : [`    ${shown}`];
}

/** The line that failed between its neighbours, as far as they are known. */
function contextRows(frame: Frame, around: number): readonly string[] {
  const { code, line } = frame;
  const before = frame.before.slice(-around);
  const after = withoutBlankEnd(frame.after.slice(0, around));
  if (line === null || code.trim() === '' || before.length + after.length === 0) {
    return codeRows(frame);
  }
  const all = [...before, code, ...after].map(inOneLine);
  const margin = marginOf(all);
  const digits = `${line + after.length}`.length;
  return all.map((row, place) => {
    const number = `${line - before.length + place}`.padStart(digits);
    const mark = place === before.length ? '>' : ' ';
    return `  ${mark} ${number}  ${cutEnd(row.slice(margin))}`.trimEnd();
  });
}

function withoutBlankEnd(rows: readonly string[]): readonly string[] {
  return rows.slice(0, rows.findLastIndex((row) => row.trim() !== '') + 1);
}

function inOneLine(row: string): string {
  return row.replaceAll('\t', '    ').replace(/[\r\n]+/g, ' ');
}

/** Indentation that all lines share says nothing. */
function marginOf(rows: readonly string[]): number {
  const margins = rows.filter((row) => row.trim() !== '').map((row) => row.search(/\S/));
  return Math.min(...margins, CODE);
}

/** Cut at its end only: indentation counts. */
function cutEnd(row: string): string {
  const indent = /^ */.exec(row)?.[0] ?? '';
  return row.trim() === '' ? '' : `${indent}${cut(row, CODE)}`;
}

/** "… 11 frames of django", "… 5 more". */
function restRows(frames: readonly Frame[], shown: ReadonlySet<Frame>): readonly string[] {
  const rest = frames.filter((frame) => !shown.has(frame));
  const own = rest.filter(({ inApp }) => inApp).length;
  const [first, ...others] = byLibrary(rest.filter(({ inApp }) => !inApp));
  const more = others.reduce((sum, [, frames]) => sum + frames, 0);
  return [
    ...(own > 0 ? [`… ${count(own, 'more frame')} of the program`] : []),
    ...(first ? [`… ${count(first[1], 'frame')}${first[0] === '' ? '' : ` of ${first[0]}`}`] : []),
    ...(more > 0 ? [`… ${count(more, 'other frame')}`] : []),
  ];
}

/** How many calls each library has, the most first. */
function byLibrary(frames: readonly Frame[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const frame of frames) {
    const name = libraryOf(frame);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** By its module, else by the folder that packages are installed in. */
function libraryOf({ module, path }: Frame): string {
  const [, installed] =
    /(?:site-packages|dist-packages|node_modules)[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path) ?? [];
  if (path.startsWith('node:')) return 'Node.js';
  return cut(installed ?? module.split(/[./]/, 1)[0] ?? '', NAME);
}
