import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf } from '../../../src/cli/init/arguments.ts';
import { type Asker, Cancelled } from '../../../src/cli/init/asker.ts';
import { init } from '../../../src/cli/init/run.ts';

/** What somebody answers to a question with these words; `undefined`: they press Enter; `null`: Ctrl+C. */
export type Answering = (
  question: string,
) => string | readonly string[] | boolean | null | undefined;

/** Somebody who answers so; what they were asked and shown is kept. */
export function somebody(answering: Answering): Asker & { readonly seen: string[] } {
  const seen: string[] = [];
  const answer = (question: string) => {
    seen.push(question);
    const given = answering(question);
    if (given === null) throw new Cancelled();
    return given;
  };
  return {
    seen,
    begin: (title) => void seen.push(title),
    text: async ({ message, usual, fault }) => {
      const text = String(answer(message) ?? usual);
      const wrong = fault(text);
      if (wrong !== undefined) throw new Error(wrong);
      return text;
    },
    choose: async ({ message, usual, options }) => {
      const given = answer(message) ?? usual;
      return options.find(({ value }) => value === given)?.value ?? usual;
    },
    chooseSome: async (message) => [answer(message) ?? []].flat().map(String),
    secret: async (message) => String(answer(message) ?? ''),
    confirm: async (message) => answer(message) === true,
    show: (text) => void seen.push(text),
    end: (text) => void seen.push(text),
  };
}

/** What surrounds one run. */
export interface Around {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly asker?: Asker;
  readonly colours?: boolean;
  readonly called?: string;
}

/** Runs it in a folder, with all that it says. */
export async function quellInit(args: readonly string[], around: Around) {
  const { folder, env = {}, asker = null, colours = false, called = 'npx quell' } = around;
  const asked = argumentsOf(args);
  if ('fault' in asked) throw new Error(asked.fault);
  let [out, err, keys] = ['', '', 0];
  const console = {
    env,
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const newKey = () => String(++keys).repeat(32);
  const place = { folder, timezone: 'Europe/Berlin', newKey, called };
  const parts = { console, asker, look: { colours }, ...place };
  const code = await init(asked, parts);
  return { code, out, err };
}

/** The text of a file in that folder; null: there is none. */
export function textIn(folder: string, name: string): string | null {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
