import { readFileSync } from 'node:fs';
import type { Said } from './finding.ts';
import type { Visit } from './visit.ts';

/** What is wrong with a channel or a person, with the line of the configuration file that names it. */
export function placed(said: Said, name: string, visit: Visit): Said {
  if (said.status === 'well') return said;
  return { ...said, detail: `${placeOf(name, visit)}${said.detail}` };
}

/** As `quell.yml:12: `; empty: the file does not name it. */
function placeOf(name: string, { loading, location }: Visit): string {
  if (!('settings' in loading) || loading.written === undefined) return '';
  const line = lineNaming(name, readFileSync(location.path, 'utf8'));
  return line === null ? '' : `${location.path}:${line}: `;
}

/** What begins with # or @ stands in quotes in YAML, and so is told from comments and longer names. */
function lineNaming(name: string, text: string): number | null {
  const index = text.split('\n').findIndex((line) => {
    return !/^\s*#/.test(line) && line.split(/["'\s,[\]{}]/).includes(name);
  });
  return index === -1 ? null : index + 1;
}
