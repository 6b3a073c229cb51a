import type { Frame } from '../../../domain/error-event.ts';
import { type Fields, fieldOf, isFields } from '../../fields.ts';
import { BOUNDS, ends } from '../bounds.ts';
import { isInApp } from '../in-app.ts';
import { textAt, textIn, textsIn } from '../texts.ts';

const LONGEST_PATH = 1_000;

/** The calls of a stack, the outermost first as SDKs send them. */
export function framesIn(stack: Fields): readonly Frame[] {
  const frames = fieldOf(stack, 'frames');
  if (!Array.isArray(frames)) return [];
  return ends(frames, BOUNDS.frames, BOUNDS.outermost).filter(isFields).map(frameFrom);
}

function frameFrom(frame: Fields): Frame {
  const path = textAt(frame, 'abs_path', LONGEST_PATH) || textAt(frame, 'filename', LONGEST_PATH);
  const module = textAt(frame, 'module', LONGEST_PATH);
  const said = fieldOf(frame, 'in_app');
  const inApp = isInApp(path, module, typeof said === 'boolean' ? said : undefined);
  const called = textAt(frame, 'function', BOUNDS.word);
  return {
    path,
    module,
    // How SDKs for JavaScript write that it has no name.
    function: called === '?' ? '' : called,
    line: lineIn(fieldOf(frame, 'lineno')),
    code: textIn(fieldOf(frame, 'context_line'), BOUNDS.code),
    // Of frames that are not the program's own, none of this is kept.
    before: inApp ? linesIn(fieldOf(frame, 'pre_context'), -BOUNDS.around) : [],
    after: inApp ? linesIn(fieldOf(frame, 'post_context'), 0, BOUNDS.around) : [],
    inApp,
    vars: inApp ? textsIn(fieldOf(frame, 'vars'), BOUNDS.vars) : {},
  };
}

function lineIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function linesIn(value: unknown, from: number, to?: number): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(from, to).map((line) => textIn(line, BOUNDS.code));
}
