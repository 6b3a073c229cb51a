import type { Frame } from '../../domain/error-event.ts';

/** A call as grouping sees it: without line numbers, which change with every edit above. */
export interface Call {
  /** `cart.total`. */
  readonly name: string;
  /** Its name and its line of code. */
  readonly key: string;
}

// Longer lines are made by a bundler: another one after every build.
const LONGEST_CODE = 120;
const LONGEST_CYCLE = 5;

/** The calls of a stack, with recursion told once: how deep it was does not matter. */
export function callsOf(frames: readonly Frame[]): readonly Call[] {
  const calls: Call[] = [];
  for (const frame of frames) {
    calls.push(callOf(frame));
    const cycle = cycleAtEnd(calls);
    calls.length -= cycle;
  }
  return calls;
}

function callOf(frame: Frame): Call {
  const name = [moduleOf(frame), functionOf(frame)].filter((part) => part !== '').join('.');
  const code = frame.code.replace(/\s+/g, ' ').trim();
  return { name, key: code.length > LONGEST_CODE ? name : `${name}|${code}` };
}

/** Of how many calls the last ones are a repetition of those before them. */
function cycleAtEnd(calls: readonly Call[]): number {
  for (let length = 1; length <= LONGEST_CYCLE; length++) {
    if (isRepeated(calls, length)) return length;
  }
  return 0;
}

function isRepeated(calls: readonly Call[], length: number): boolean {
  const from = calls.length - length;
  if (from < length) return false;
  for (let at = from; at < calls.length; at++) {
    if (calls[at]?.key !== calls[at - length]?.key) return false;
  }
  return true;
}

/** The last part of the module; the file's name where none is told, as in a traceback that was logged as text. */
function moduleOf({ module, path }: Frame): string {
  // What is started as a program is called so by some SDKs, and by its file by others.
  const name = module === '' || module === '__main__' ? fileName(path) : module;
  const parts = name.split(/[./:\\]/).filter((part) => part !== '' && !isHash(part));
  return parts.at(-1) ?? '';
}

// Of a path that was too long the beginning is left out: it may be an address.
const ADDRESS = /^(?:[a-z][a-z\d+.-]+:\/\/|…)/i;

function fileName(path: string): string {
  // Files and folders may have a `#` in their names; in an address the place within the page follows it.
  const parts = path.replace(ADDRESS.test(path) ? /[?#].*$/ : /\?.*$/, '').split(/[/\\]/);
  const file = parts.at(-1)?.replace(/\.\w+$/, '') ?? '';
  // A package is told by its folder's name, as its module is.
  return file === '__init__' ? (parts.at(-2) ?? '') : file;
}

/** What a bundler puts into a file's name: another one after every build. */
function isHash(part: string): boolean {
  return /^(?=.*\d)[\da-f]{6,}$/i.test(part);
}

const NAMELESS = new Set(['?', '<anonymous>', '[anonymous]', '(anonymous)', 'anonymous']);

/** Without the class or the function around it: not every SDK tells it. */
function functionOf(frame: Frame): string {
  const plain = frame.function.replace(/^(?:async|new) | \[as [^\]]*\]$/g, '');
  const name = plain.slice(plain.lastIndexOf('.') + 1);
  return NAMELESS.has(name) ? '' : name;
}
