import type { Frame, Raised } from '../../../domain/error-event.ts';
import { isInApp } from '../in-app.ts';
import { type Part, partsOf } from './lines.ts';
import { lastPart, moduleOf } from './module.ts';

/** How each traceback begins; that of an exception group has words before it. */
export const TRACEBACK = 'Traceback (most recent call last):';

/** Of a longer traceback its end counts, which says what was raised and where. */
const LONGEST = 200_000;

/**
 * The exceptions of a traceback as Python writes it, the one that was raised first first, and those inside an exception
 * group before it: https://docs.python.org/3/library/traceback.html.
 */
export function chainIn(traceback: string): readonly Raised[] {
  const parts = partsOf(endOf(traceback));
  const inOrder = [
    ...parts.filter(({ isInGroup }) => isInGroup),
    ...parts.filter(({ isInGroup }) => !isInGroup),
  ];
  return inOrder.flatMap((part) => raisedIn(part) ?? []);
}

/** From a call on, where the beginning is left out. */
function endOf(traceback: string): string {
  if (traceback.length <= LONGEST) return traceback;
  const end = traceback.slice(-LONGEST);
  return end.slice(end.search(/^ *(?:\| )? {2}File "/m));
}

/** A call; without a function it is where a syntax error stands. */
const CALL = /^ {2}File "(.*)", line (\d{1,9})(?:, in (.+))?$/;
const CODE = /^ {4}(.*)$/;
/** The line that names the exception; one made inside a function has `<locals>` in its name. */
const RAISED = /^([A-Za-z_](?:[\w.]|<locals>)*)(?::(?: (.*))?)?$/;

function raisedIn({ lines, isInGroup }: Part): Raised | null {
  const begin = lines.findIndex((line) => line.endsWith(TRACEBACK)) + 1;
  const length = lines.slice(begin).findIndex((line) => !isOfStack(line));
  const end = length < 0 ? lines.length : begin + length;
  const frames = framesIn(lines.slice(begin, end));
  const [first = '', ...more] = lines.slice(end);
  const [, type, said] = RAISED.exec(first) ?? [];
  // Without a stack, what looks like no exception is none, and neither is a single word.
  const isPlain = type !== undefined && (said !== undefined || isInGroup);
  if (frames.length === 0 && !isPlain) return null;
  const value = [type === undefined ? first : said, ...more].join('\n').trim();
  return { type: lastPart(type ?? ''), value, synthetic: false, handled: null, frames };
}

/** Whether a line tells of the calls: code, marks below it and remarks stand indented. */
function isOfStack(line: string): boolean {
  return line.startsWith('  ');
}

/** The calls among the lines of a stack. */
export function framesIn(lines: readonly string[]): readonly Frame[] {
  return lines.flatMap((line, index) => {
    const [, path, number, called] = CALL.exec(line) ?? [];
    if (path === undefined || called === undefined) return [];
    const module = moduleOf(path);
    const code = CODE.exec(lines[index + 1] ?? '')?.[1] ?? '';
    return {
      ...NOTHING,
      path,
      module,
      function: called,
      line: Number(number),
      code,
      inApp: isInApp(path, module, undefined),
    };
  });
}

/** What a traceback does not tell of a call. */
const NOTHING = { before: [], after: [], vars: {} } as const;
