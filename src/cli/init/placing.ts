import { sentence } from '../bot/saying.ts';
import type { Console } from '../command.ts';
import type { Asked } from './arguments.ts';
import type { Asker } from './asker.ts';
import { diff } from './diff.ts';
import { masked } from './env-text.ts';
import type { Planned } from './files.ts';

/** Who may say what becomes of files that are there. */
interface Placing {
  readonly asker: Asker | null;
  readonly console: Pick<Console, 'err'>;
}

/**
 * Each file where it may be written: what is there is changed only where somebody said so, having seen how, and else
 * the new one goes beside it, so that no answer is lost. Null: nothing may be written.
 */
export async function placed(
  files: readonly Planned[],
  { force }: Pick<Asked, 'force'>,
  { asker, console }: Placing,
): Promise<readonly Planned[] | null> {
  const there = files.filter(({ before }) => before !== null);
  if (there.length === 0 || force) return files;
  if (!asker) {
    const changes = there.map(changesText).join('\n');
    console.err(`${changes}\nNothing was written. quell init --force does it.\n`);
    return null;
  }
  const places: Planned[] = [];
  for (const file of files) places.push(file.before === null ? file : await asked(file, asker));
  return places;
}

async function asked(file: Planned, asker: Asker): Promise<Planned> {
  const { name, path } = file;
  asker.show(changesText(file));
  const question = `Change ${name} so? (No leaves it, and writes ${besideName(name)}.)`;
  if (await asker.confirm(question)) return file;
  return { ...file, name: besideName(name), path: besideName(path) };
}

/** The file beside one that stays as it is. */
export function besideName(name: string): string {
  return `${name}.new`;
}

/** Whether a file stays as it was, with the new one beside it. */
export function isLeft({ name }: Planned, files: readonly Planned[]): boolean {
  return files.some((file) => file.name === besideName(name));
}

/** What is to be done about files that stayed as they were; empty: none did. */
export function leftText(wanted: readonly Planned[], files: readonly Planned[]): string {
  const told = wanted
    .filter((file) => isLeft(file, files))
    .map(({ name }) =>
      sentence(`${name} is as it was: take from ${besideName(name)} what you want.`),
    );
  return told.length === 0 ? '' : `${told.join('')}\n`;
}

function changesText({ name, before, after }: Planned): string {
  const lines = diff(before ?? '', after);
  const shown = name === '.env' ? lines.map(masked) : lines;
  return `${name} is there already, and would change:\n${shown.join('\n')}\n`;
}
