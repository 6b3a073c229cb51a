import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Kinds } from './kinds.ts';

/** One document of a file, not checked yet. */
export interface Manifest {
  readonly file: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const FOLDER = 'deploy/kubernetes';

/** All manifests, the examples included. */
export function manifests(): readonly Manifest[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => manifestsIn(file, readFileSync(join(FOLDER, file), 'utf8')));
}

/** The manifests that a file holds; a fault of its YAML is thrown. */
export function manifestsIn(file: string, text: string): readonly Manifest[] {
  return parseAllDocuments(text, { strict: true, uniqueKeys: true }).map((document) => {
    if ('errors' in document && document.errors[0]) throw document.errors[0];
    // The compiler checks all that it says; here it is an object at least.
    return { file, content: document.toJS() as Manifest['content'] };
  });
}

/** The manifest of a kind; `manifestFaults` has found that it is one. */
export function manifestOf<Kind extends keyof Kinds>(kind: Kind): Kinds[Kind] {
  const found = manifests().find(({ content }) => kindOf(content) === kind);
  if (!found) throw new Error(`There is no manifest of kind ${kind}.`);
  return found.content as unknown as Kinds[Kind];
}

/**
 * What Kubernetes would refuse, one fault a line: keys that it does not know, keys that are missing, values of another type.
 * Each manifest becomes a literal of its type, generated from the OpenAPI definition, and the compiler says the rest.
 */
export function manifestFaults(all: readonly Manifest[], folder: string): readonly string[] {
  const files = all.map(({ file, content }, index) => {
    const path = join(folder, `${index}-${file.replaceAll(/\W/g, '-')}.ts`);
    writeFileSync(path, literal(content));
    return path;
  });
  const { stdout } = spawnSync(process.execPath, [TSC, ...FLAGS, ...files], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('error TS'));
}

const TSC = resolve('node_modules/typescript/bin/tsc');
const FLAGS = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--pretty',
  'false',
].concat([
  '--module',
  'nodenext',
  '--target',
  'es2023',
  '--types',
  '',
  '--allowImportingTsExtensions',
]);

function literal(content: Manifest['content']): string {
  const kinds = JSON.stringify(resolve('test/deploy/support/kinds.ts'));
  const kind = JSON.stringify(kindOf(content));
  return `import type { Kinds } from ${kinds};\nexport const manifest: Kinds[${kind}] = ${JSON.stringify(content)};\n`;
}

function kindOf({ apiVersion, kind }: Manifest['content']): string {
  return `${apiVersion} ${kind}`;
}
