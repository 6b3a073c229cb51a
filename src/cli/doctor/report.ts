import type { Look } from '../../config/show.ts';
import { paint } from '../../paint.ts';
import type { Console } from '../command.ts';
import type { Section } from './check.ts';
import type { Finding, Status } from './finding.ts';

const WIDTH = 80;
/** The mark, and the name of the check. */
const INDENT = 20;

const MARKS = {
  well: { mark: '✓', colour: 'green' },
  warning: { mark: '!', colour: 'yellow' },
  fault: { mark: '✗', colour: 'red' },
  skipped: { mark: '–', colour: 'grey' },
} as const;

/** A report that is told finding by finding. */
export interface Report {
  add(section: Section, found: readonly Finding[]): void;
  /** How it is altogether; answers all that was found. */
  end(): readonly Finding[];
}

/** Begins a report. What could not be looked at is told in one line. */
export function reportTo({ out }: Pick<Console, 'out'>, look: Look): Report {
  const all: Finding[] = [];
  let section: Section | null = null;
  let untried: readonly Finding[] = [];
  const tellUntried = () => {
    out(findingsText(untried.length > 0 ? [together(untried)] : [], look));
    untried = [];
  };
  return {
    add(of, found) {
      all.push(...found);
      if (of !== section) tellUntried();
      if (of !== section && found.length > 0) out(`\n${paint(of, 'bold', look)}\n`);
      if (found.length > 0) section = of;
      untried = [...untried, ...found.filter(({ status }) => status === 'skipped')];
      out(
        findingsText(
          found.filter(({ status }) => status !== 'skipped'),
          look,
        ),
      );
    },
    end() {
      tellUntried();
      out(verdictText(all, look));
      return all;
    },
  };
}

function together(untried: readonly Finding[]): Finding {
  const reasons = new Set(untried.map(({ detail }) => detail));
  const names = untried.map(({ check }) => check).join(', ');
  const detail = `${names}: ${[...reasons].join(', ')}`;
  return { check: 'not tried', status: 'skipped', detail, remedy: null };
}

/** A line for each finding, and below it what to do. */
function findingsText(findings: readonly Finding[], look: Look): string {
  return findings
    .flatMap((finding, index) => linesOf(finding, index === 0 ? finding.check : '', look))
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf({ status, detail, remedy }: Finding, name: string, look: Look): readonly string[] {
  const { mark, colour } = MARKS[status];
  const [first = '', ...more] = fold(detail, WIDTH - INDENT);
  const head = `  ${paint(mark, colour, look)} ${name.padEnd(INDENT - 4)}${first}`;
  const below = ' '.repeat(INDENT);
  return [head, ...more.map((line) => below + line), ...remedyLines(remedy, below, look)];
}

function remedyLines(remedy: string | null, below: string, look: Look): readonly string[] {
  if (remedy === null) return [];
  return fold(remedy, WIDTH - INDENT - 2).map((line, index) => {
    return `${below}${index === 0 ? paint('→', 'grey', look) : ' '} ${line}`;
  });
}

/** The words in lines of at most so many characters; a word that is longer has a line of its own. */
function fold(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** Names in Slack are others' words: nothing of them steers a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** How it is altogether. */
function verdictText(findings: readonly Finding[], look: Look): string {
  const of = (status: Status) => findings.filter((each) => each.status === status).length;
  const [wells, warnings, faults] = [of('well'), of('warning'), of('fault')];
  const skippedChecks = findings.filter(({ status }) => status === 'skipped').length;
  const parts = [
    ...(faults > 0 ? [paint(counted(faults, 'fault'), MARKS.fault.colour, look)] : []),
    ...(warnings > 0 ? [paint(counted(warnings, 'warning'), MARKS.warning.colour, look)] : []),
    `${wells} well`,
    ...(skippedChecks > 0 ? [`${skippedChecks} not tried`] : []),
  ];
  return `\n${parts.join(', ')}.${faults + warnings === 0 ? nothingText(skippedChecks) : ''}\n`;
}

/** Of what was not tried, nobody knows. */
function nothingText(untried: number): string {
  return untried === 0 ? ' Nothing to do.' : ' Nothing to do about what was tried.';
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
