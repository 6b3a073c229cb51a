/** The exception that ended a traceback. */
export interface Raised {
  /** The class, without its module. */
  readonly type: string;
  /** As Python writes it: the class and what it says. */
  readonly text: string;
}

const FRAME = /^ {2}File "([^"]+)", line \d+, in (.+)$/;
/** The line that names the exception; what it says may go on over lines, which look alike. */
const RAISED = /^([A-Za-z_][\w.]*)(?::\s(.*))?$/;
/** `(<class 'KeyError'>, KeyError('order-5'), <traceback …>)`: all there is where nothing was formatted. */
const EXC_INFO = /^\(<class '([\w.]+)'>, ([\s\S]*), <traceback object at 0x[0-9a-f]+>\)$/;

/** The exception of a record, by its traceback, else by its `exc_info`; null: there is none. */
export function exceptionIn(traceback: string, info: string): Raised | null {
  const lines = traceback.split('\n');
  const innermost = lines.findLastIndex((line) => FRAME.test(line));
  const raised =
    innermost < 0 ? undefined : lines.slice(innermost).find((line) => RAISED.test(line));
  if (raised !== undefined) return { type: classOf(raised), text: raised };
  const [, type, text] = EXC_INFO.exec(info) ?? [];
  return type === undefined || text === undefined ? null : { type: lastPart(type), text };
}

function classOf(line: string): string {
  return lastPart(RAISED.exec(line)?.[1] ?? '');
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const FOREIGN = /\/(?:site|dist)-packages\/|\/lib\/python[\d.]*\/|^<frozen/;

/** The module and function where it was raised: the innermost frame of the program itself, without its line number. */
export function culpritIn(traceback: string): string | null {
  const frames = traceback.split('\n').flatMap((line) => {
    const [, file, code] = FRAME.exec(line) ?? [];
    return file === undefined || code === undefined ? [] : [{ file, code }];
  });
  const own = frames.filter(({ file }) => !FOREIGN.test(file));
  const { file, code } = own.at(-1) ?? frames.at(-1) ?? {};
  return file === undefined ? null : `${moduleOf(file)}.${code}`;
}

/** The file's name and its folder's, as Python would import it. */
function moduleOf(file: string): string {
  const parts = file.replace(/\.py$/, '').split(/[\\/]/).slice(-2);
  return parts.filter((part) => part !== '' && part !== '__init__').join('.');
}
