import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { sentence } from './bot/saying.ts';
import { calledIn, withCalled } from './called.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import type { Check } from './doctor/check.ts';
import type { Finding } from './doctor/finding.ts';
import { CHECKS } from './doctor/index.ts';
import { reportTo } from './doctor/report.ts';
import { findingsOf } from './doctor/run.ts';
import { type Visit, visit } from './doctor/visit.ts';
import { lookOf } from './look.ts';
import { VERSION } from './version.ts';

/** `quell doctor`: what is well, and what to do about what is not. */
export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'tests tokens, scopes, channels, database and more; says each remedy',
  help: `Usage: quell doctor [--json]

Looks at everything that Quell needs: the environment and quell.yml; Slack's
tokens, scopes, channels and mentions, and whether it takes a card; the clock,
the database, Redis, the port, and the bot that may be running. Below each fault
it says what to do. It changes nothing, and posts nothing to any channel.

  --json   prints a list of {check, status, detail, remedy}; status is well,
           warning, fault, or skipped where something before it is at fault

It reads the same environment, .env and quell.yml as quell serve: run it in the
same folder.
Exit codes: 0 well, also with warnings; 1 a fault; 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell doctor --help.`));
      return EXIT.usage;
    }
    const visited = visit(console.env, systemClock);
    const findings = asked.json ? await allOf(visited) : await told(visited, console);
    if (asked.json) console.out(`${JSON.stringify(findings, null, 2)}\n`);
    return findings.some(({ status }) => status === 'fault') ? EXIT.fault : EXIT.well;
  },
};

function argumentsOf(
  args: readonly string[],
): { readonly json: boolean } | { readonly fault: string } {
  try {
    const options = { json: { type: 'boolean', default: false } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

async function allOf(visited: Visit): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await sayable(check, visited)));
  return findings;
}

/** With its commands as they work here. */
async function sayable(check: Check, visited: Visit): Promise<readonly Finding[]> {
  const called = calledIn(process.cwd());
  const found = await findingsOf(check, visited);
  return found.map((finding) => ({
    ...finding,
    detail: withCalled(finding.detail, called),
    remedy: finding.remedy && withCalled(finding.remedy, called),
  }));
}

/** Each as soon as it is known. */
async function told(visited: Visit, console: Console): Promise<readonly Finding[]> {
  const report = reportTo(console, lookOf(console, process.stdout.isTTY));
  console.out(`Quell ${VERSION} on Node.js ${process.versions.node}\n`);
  for (const check of CHECKS) report.add(check.section, await sayable(check, visited));
  return report.end();
}
