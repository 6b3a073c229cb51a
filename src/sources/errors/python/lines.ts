/** The lines of one exception, and whether an exception group holds it. */
export interface Part {
  readonly lines: readonly string[];
  readonly isInGroup: boolean;
}

/** What Python writes between an exception and the one that was raised because of it, or meanwhile. */
const BETWEEN: ReadonlySet<string> = new Set([
  'The above exception was the direct cause of the following exception:',
  'During handling of the above exception, another exception occurred:',
]);

const GROUP = /^ *\+ Exception Group Traceback /m;
/** Before each exception of a group, and after the last: `+-+---------------- 1 ----------------`. */
const BORDER = /^ *\+[-+]{8,}(?: (?:\d+|\.\.\.) -{8,})?$/;
/** What stands before the lines of a group; before those of what is in it, farther to the right. */
const MARGIN = /^( *)[|+](?: |$)/;
const MARGIN_OF_OUTERMOST = 2;

/** Takes a traceback apart into the lines of each exception, in the order in which they stand. */
export function partsOf(traceback: string): readonly Part[] {
  const isGroup = GROUP.test(traceback);
  const parts: string[][] = [[]];
  for (const line of traceback.split(/\r?\n/)) {
    if (isGroup ? isEndInGroup(line) : BETWEEN.has(line)) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts
    .filter((lines) => lines.some((line) => line.trim() !== ''))
    .map((lines) => (isGroup ? withoutMargin(lines) : { lines, isInGroup: false }));
}

function isEndInGroup(line: string): boolean {
  return BORDER.test(line) || BETWEEN.has(line.replace(MARGIN, ''));
}

function withoutMargin(lines: readonly string[]): Part {
  return {
    lines: lines.map((line) => line.replace(MARGIN, '')),
    isInGroup: lines.some((line) => (MARGIN.exec(line)?.[1] ?? '').length > MARGIN_OF_OUTERMOST),
  };
}
