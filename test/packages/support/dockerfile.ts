/** One line of a Dockerfile, with its continuations. */
interface Instruction {
  readonly word: string;
  readonly text: string;
}

/** What begins with a FROM. */
export interface Stage {
  readonly image: string;
  /** Null: nobody copies from it. */
  readonly name: string | null;
  readonly steps: readonly Instruction[];
}

/** What a COPY asks for. */
export interface Copy {
  /** The stage; null: what was sent to the builder. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The stages of a Dockerfile: https://docs.docker.com/reference/dockerfile/. */
export function readDockerfile(text: string): readonly Stage[] {
  const written = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, '');
  const [, ...stages] = written.split(/^FROM /m);
  return stages.map(readStage);
}

function readStage(text: string): Stage {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const [, image = '', name = null] = /^(\S+)(?: AS (\S+))?$/.exec(head) ?? [];
  return { image, name, steps: lines.map(readInstruction) };
}

function readInstruction(line: string): Instruction {
  const [, word = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
  return { word, text };
}

/** What each of these instructions of a stage says, in order. */
export function textsOf({ steps }: Stage, word: string): readonly string[] {
  return steps.filter((step) => step.word === word).map(({ text }) => text);
}

/** The one instruction of this kind. */
export function textOf(stage: Stage, word: string): string {
  const [text, ...others] = textsOf(stage, word);
  if (text === undefined || others.length > 0) throw new Error(`There is not one ${word}.`);
  return text;
}

/** The variables that a stage sets; a value with spaces stands in quotes: https://docs.docker.com/reference/dockerfile/#env. */
export function environmentOf(stage: Stage): Readonly<Record<string, string>> {
  const pairs = textsOf(stage, 'ENV').flatMap((text) => [
    ...text.matchAll(/([^\s=]+)=(?:"([^"]*)"|(\S*))/g),
  ]);
  return Object.fromEntries(pairs.map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

/** Reads the words of a COPY. */
export function readCopy(text: string): Copy {
  const words = text.split(/\s+/);
  const [flag] = words.filter((word) => word.startsWith('--from='));
  const paths = words.filter((word) => !word.startsWith('--'));
  return {
    from: flag?.slice('--from='.length) ?? null,
    sources: paths.slice(0, -1),
    target: paths.at(-1) ?? '',
  };
}

/** The names in the folder that a source of a COPY means. */
export function meantBy(source: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => patternOf(source).test(name));
}

/** Whether a path is sent to the builder: the last line of .dockerignore that matches it decides. */
export function isSent(path: string, ignoreFile: string): boolean {
  const lines = ignoreFile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const last = lines.findLast((line) => liesIn(path, line.replace(/^!/, '')));
  return last === undefined || last.startsWith('!');
}

function liesIn(path: string, pattern: string): boolean {
  const parts = path.split('/');
  const ways = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return ways.some((way) => patternOf(pattern).test(way));
}

function patternOf(glob: string): RegExp {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^/]*')}$`);
}
