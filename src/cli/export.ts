import { addressOf, environmentOf } from './bot/address.ts';
import type { BotApi } from './bot/api.ts';
import { BotFault } from './bot/bot-fault.ts';
import { sayingFaults, sentence } from './bot/saying.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { type Asked, argumentsOf } from './export/arguments.ts';
import { exportErrors } from './export/errors.ts';
import { exportIncident } from './export/incident.ts';
import { outletTo } from './export/outlet.ts';

/** `quell export`: what a running bot keeps, for files and other programs. */
export const exporting: CliCommand = {
  name: 'export',
  summary: 'writes out an incident with its timeline, or errors that are kept',
  help: `Usage: quell export INC-n [--json] [--to FILE] [--url URL]
       quell export errors [--project P] [--since 7d] [--query TEXT]
                           [--to FILE] [--url URL]

The first writes an incident with its timeline as Markdown, or as JSON. The
second writes the events of errors that are kept as JSON lines, the newest
first: one event a line, as GET /api/v1/events has them.

  --json          JSON in place of Markdown
  --project P     errors of this project only
  --since 7d      only those received in that time, or since such a moment:
                  2026-01-31T12:00:00Z
  --query TEXT    only those whose message, exception or transaction has it
  --to FILE       writes to that file, in place of the standard output
  --url URL       where the bot is: else QUELL_PUBLIC_URL, or HOST and PORT

QUELL_API_TOKEN must be set: the start banner shows it. Exit codes: 0 well,
1 not exported, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell export --help.`));
      return EXIT.usage;
    }
    return sayingFaults(console, EXIT.fault, () => exportAsAsked(asked, console));
  },
};

async function exportAsAsked(asked: Asked, console: Console): Promise<number> {
  const bot = botFor(asked, console);
  const outlet = outletTo(asked.to, console);
  if (asked.what === 'errors') await exportErrors(asked, bot, { outlet, console });
  else await exportIncident(asked, bot, outlet);
  return EXIT.well;
}

function botFor({ url }: Asked, console: Console): BotApi {
  const config = environmentOf(console);
  if (config.apiToken === null) throw new BotFault(NO_TOKEN);
  return { url: addressOf(url, config), apiToken: config.apiToken };
}

const NO_TOKEN =
  'Set QUELL_API_TOKEN: the start banner shows the token, and the database in which it is kept is locked while the bot runs.';
