// docs/operations/logs.md: every line of the log, with what it means.
import { LEVELS, logLines } from './log-lines.mjs';

const HEAD = `# What the log says

<!-- The tables are made from src by tools/operations-docs.mjs. The last column is written here by hand and kept. -->

The log is on the standard error: a line of JSON each (\`level\`, \`time\`, \`msg\` and the fields below), or short lines on a terminal.
\`LOG_LEVEL\` says from which level on; \`info\` where it is not set. The text in \`msg\` never varies (\`…\` is the one exception), so that it can
be searched for and counted. Secrets are not shown, wherever they stand. \`error\` holds what went wrong in the words of whoever said it; at
the level error with the stack, which belongs into a report of a fault of Quell.
`;

const INTROS = {
  error: 'Something was lost or needs a person. It is worth an alert of its own.',
  warn: 'Something outside of Quell is not as it should be; Quell goes on, and mends what it can by itself.',
  info: 'What happened, a few lines a day.',
  debug: 'For looking closely, with `LOG_LEVEL=debug`.',
};

/** The page as the source is now, with the meanings that `page` has; and the lines that lack one, or name a field unlike the others. */
export function logsPage(page) {
  const meanings = meaningsIn(page);
  const lines = logLines().map((each) => ({ ...each, meaning: meanings.get(keyOf(each)) ?? '' }));
  return {
    text: [HEAD, ...LEVELS.map((level) => section(level, lines))].join('\n'),
    faults: [
      ...lines
        .filter(({ meaning }) => meaning === '')
        .map((each) => `logs.md does not say what this line means: ${keyOf(each)}`),
      ...lines
        .filter(({ fields }) => fields.includes('err'))
        .map((each) => `What went wrong is logged as error, not as err: ${keyOf(each)}`),
    ],
  };
}

function keyOf({ level, text }) {
  return `${level}: ${text}`;
}

function section(level, lines) {
  const rows = lines.filter((each) => each.level === level).map(row);
  const head = ['| line | fields | what it means, and what to do |', '|---|---|---|'];
  return [`## ${level}`, '', INTROS[level], '', ...head, ...rows, ''].join('\n');
}

function row({ text, fields, meaning }) {
  const names = fields.filter((name) => name !== '…').map((name) => `\`${name}\``);
  return `| \`${text}\` | ${names.join(', ')} | ${meaning} |`;
}

const ROW = /^\| `([^`]+)` \| [^|]* \| (.+) \|$/;

function meaningsIn(page) {
  const found = page
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => part.split('\n').flatMap((each) => meaningOf(part.split('\n')[0], each)));
  return new Map(found);
}

function meaningOf(level, each) {
  const [, text, meaning] = ROW.exec(each) ?? [];
  return text === undefined ? [] : [[keyOf({ level, text }), meaning.trim()]];
}
