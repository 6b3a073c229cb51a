import type { ErrorEvent, Frame, Raised } from './error-event.ts';

const LONGEST_TITLE = 200;

/** What the program said in one line: `KeyError: 'user_id'`, or the message. */
export function errorTitle(event: ErrorEvent): string {
  const raised = raisedLast(event);
  const type = typeOf(raised);
  const text = firstLine(raised?.value || event.message || event.template);
  const title = type && text ? `${type}: ${text}` : type || text;
  return shortened(title || 'An error without a message', LONGEST_TITLE);
}

/** Where in the program it happened: `checkout/views.py:88 in pay`; empty where no call is known. */
export function culpritOf(event: ErrorEvent): string {
  const frame = culpritFrame(event);
  if (!frame) return '';
  const file = shortPath(frame.path) || frame.module;
  const place = file && frame.line !== null ? `${file}:${frame.line}` : file;
  return [place, frame.function].filter((part) => part !== '').join(' in ');
}

/**
 * The innermost call of the program's own code, of the exception that was raised last if it has one; of a library where there
 * is no other.
 */
export function culpritFrame({ chain }: ErrorEvent): Frame | null {
  const stacks = chain.map(({ frames }) => frames);
  const own = stacks.findLast((frames) => frames.some(isOwn))?.findLast(isOwn);
  return own ?? stacks.findLast((frames) => frames.length > 0)?.at(-1) ?? null;
}

/** The exception that people see: that which nobody caught, the end of the chain. */
export function raisedLast({ chain }: ErrorEvent): Raised | undefined {
  return chain.at(-1);
}

/** The type of an exception; empty where it says nothing. */
export function typeOf(raised: Raised | undefined): string {
  return raised && !raised.synthetic ? raised.type : '';
}

/** The text, its end cut off where it is longer than that. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A file's name and its folder's, which tell files apart; of a URL its path's. */
export function shortPath(path: string): string {
  return pathWithin(path)
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .slice(-2)
    .join('/');
}

// Longer than a letter, which would be a drive: `C:\shop`.
const SCHEME = /^[a-z][a-z\d+.-]+:/i;

/** Without what follows a URL's path; in the name of a file `#` and `?` are letters like others. */
function pathWithin(path: string): string {
  return SCHEME.test(path) ? path.replace(/[?#].*$/, '') : path;
}

function isOwn({ inApp }: Frame): boolean {
  return inApp;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trimEnd() ?? '';
}
