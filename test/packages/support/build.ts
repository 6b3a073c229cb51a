import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { emptyRoot, type Inside, runInside } from './chroot.ts';
import { environmentOf, isSent, meantBy, readCopy, type Stage } from './dockerfile.ts';

/** A stage as far as it is built: where its commands run, and as whom. */
export interface Built extends Omit<Inside, 'writable'> {
  readonly name: string | null;
}

/** Where stages are built. */
export interface Building {
  /** What is sent to the builder. */
  readonly context: string;
  readonly folder: string;
  readonly say: (text: string) => void;
}

/** Carries out every line of a stage in a folder of its own. */
export function buildStage(stage: Stage, earlier: readonly Built[], building: Building): Built {
  const root = join(building.folder, `stage-${earlier.length}`);
  emptyRoot(root);
  const env = { ...basicEnvironment(), ...environmentOf(stage) };
  let built: Built = { name: stage.name, root, folder: '/', user: '0:0', env };
  for (const { word, text } of stage.steps) {
    building.say(`${word} ${text}`);
    if (word === 'RUN') runStep(built, text);
    if (word === 'COPY') copyStep(built, text, earlier, building);
    if (word === 'USER') built = { ...built, user: text };
    if (word === 'WORKDIR') {
      mkdirSync(join(root, text), { recursive: true });
      built = { ...built, folder: text };
    }
  }
  return built;
}

function basicEnvironment(): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: '/root' };
}

function runStep(built: Built, text: string): void {
  const { status, stdout, stderr } = runInside({ ...built, writable: 'all' }, ['sh', '-c', text]);
  if (status !== 0) throw new Error(`RUN ${text} ended with ${status}:\n${stdout}\n${stderr}`);
}

function copyStep(
  { root, folder }: Built,
  text: string,
  earlier: readonly Built[],
  { context }: Building,
): void {
  const { from, sources, target } = readCopy(text);
  const place = join(root, target.startsWith('/') ? target : join(folder, target));
  const stage = earlier.find(({ name }) => name === from);
  if (stage) for (const source of sources) link(join(stage.root, source), place);
  else for (const path of sentFrom(context, sources)) put(path, place, context);
}

function sentFrom(context: string, sources: readonly string[]): readonly string[] {
  const names = readdirSync(context);
  return sources.flatMap((source) => meantBy(source, names)).map((name) => join(context, name));
}

/** A stage is not changed any more by what copies from it. */
function link(path: string, place: string): void {
  execFileSync('cp', ['-al', `${path}/.`, place]);
}

/** Of a folder its content, a file itself. */
function put(path: string, place: string, context: string): void {
  const isFolder = statSync(path).isDirectory();
  const ignored = readFileSync(join(context, '.dockerignore'), 'utf8');
  cpSync(path, isFolder ? place : join(place, basename(path)), {
    recursive: true,
    filter: (each) => isSent(each.slice(context.length + 1), ignored),
  });
}
