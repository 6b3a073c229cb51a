import type { Frame, Raised } from '../../../domain/error-event.ts';
import { type Fields, fieldOf } from '../../fields.ts';
import type { Reading } from '../../shared/reading.ts';
import { BOUNDS, ends } from '../bounds.ts';
import { isInApp } from '../in-app.ts';
import { lastPart, moduleOf } from '../python/module.ts';
import { textIn, textsIn } from '../texts.ts';

/** The exceptions of an item, the one that was raised first first: Rollbar has them the other way round. */
export function chainOf(data: Reading): readonly Raised[] {
  const chain = data.list('body.trace_chain');
  const traces = chain.length > 0 ? chain : data.list('body.trace');
  const handled = isHandled(data.fields('notifier.diagnostic'));
  return ends(traces, BOUNDS.exceptions, BOUNDS.exceptions - 1)
    .map((trace) =>
      raisedIn(data.of(trace), { handled, isPython: /^python\b/i.test(data.text('language')) }),
    )
    .toReversed();
}

/** Notifiers of JavaScript say what was thrown at them, and whether it was thrown at nobody. */
function isHandled(diagnostic: Fields): boolean | null {
  if (fieldOf(diagnostic, 'is_uncaught') === true) return false;
  return fieldOf(diagnostic, 'original_arg_types') === undefined ? null : true;
}

/** Where the exception stands that was raised last. */
export function exceptionPath({ at }: Reading): string {
  return at('body.trace_chain') === undefined
    ? 'body.trace.exception'
    : 'body.trace_chain.exception';
}

interface Known {
  readonly handled: boolean | null;
  readonly isPython: boolean;
}

function raisedIn(trace: Reading, { handled, isPython }: Known): Raised {
  const type = trace.text('exception.class');
  return {
    type: UNNAMED.has(type) ? '' : lastPart(type),
    value: trace.firstText('exception.message', 'exception.description'),
    synthetic: false,
    handled,
    frames: ends(trace.list('frames'), BOUNDS.frames, BOUNDS.outermost).map((frame) =>
      frameIn(trace.of(frame), isPython),
    ),
  };
}

/** What the JavaScript notifiers call an error whose class they could not tell. */
const UNNAMED: ReadonlySet<string> = new Set(['(unknown)', '<unknown>']);

function frameIn(frame: Reading, isPython: boolean): Frame {
  const { text, list } = frame;
  const path = pathOf(text('filename'));
  const module = isPython ? moduleOf(path) : '';
  const line = Number(text('lineno'));
  const inApp = isInApp(path, module, undefined);
  return {
    path,
    module,
    function: functionOf(frame),
    line: Number.isSafeInteger(line) && line > 0 ? line : null,
    code: codeIn(frame.at('code')),
    before: list('context.pre').map(codeIn),
    after: list('context.post').map(codeIn),
    inApp,
    vars: inApp ? textsIn(frame.at('locals'), BOUNDS.vars) : {},
  };
}

/** Without what stands before a local path, and what stands behind that of a page: browsers and Node.js write addresses. */
function pathOf(filename: string): string {
  if (filename === '(unknown)') return '';
  return filename.replace(/^file:\/\//, '').replace(/^(https?:\/\/[^?#]*)[?#].*$/, '$1');
}

const NAMELESS: ReadonlySet<string> = new Set(['<unknown>', '[anonymous]', '(unknown)', '?']);

/** Java and others name the class beside the method. */
function functionOf({ text }: Reading): string {
  const [method, holder] = [text('method'), text('class_name')];
  if (NAMELESS.has(method)) return '';
  return holder === '' || method === '' ? method : `${holder}.${method}`;
}

function codeIn(value: unknown): string {
  return textIn(value, BOUNDS.code);
}
