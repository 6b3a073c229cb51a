import type { Raised } from '../../../domain/error-event.ts';
import { lastPart } from './module.ts';

/** `(<class 'KeyError'>, KeyError('order-5'), <traceback …>)`: all there is where nothing was formatted. */
const EXC_INFO = /^\(<class '([^']+)'>, ([\s\S]*), <traceback object at 0x[0-9a-f]+>\)$/;
/** An exception made of one text, and no more. */
const OF_ONE_TEXT = /^[\w.]+\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),?\)$/;
const OF_OTHERS = /^[\w.]+\(([\s\S]*)\)$/;

/** The exception of a record that was never formatted: without its calls. */
export function raisedFrom(info: string): Raised | null {
  const [, type, written = ''] = EXC_INFO.exec(info) ?? [];
  if (type === undefined) return null;
  const name = lastPart(type);
  return { type: name, value: saidIn(written, name), synthetic: false, handled: null, frames: [] };
}

/** What the exception says as a text, from how Python shows it as code. */
function saidIn(written: string, type: string): string {
  const [, single, double] = OF_ONE_TEXT.exec(written) ?? [];
  const text = single ?? double;
  // Alone of all, a KeyError says its key with quotes.
  if (text !== undefined && type !== 'KeyError') return unescaped(text);
  return OF_OTHERS.exec(written)?.[1] ?? written;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
