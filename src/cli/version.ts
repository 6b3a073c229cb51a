import { readFileSync } from 'node:fs';

/** The version in package.json, which stands one folder above both src and dist. */
export const VERSION = versionIn(new URL('../../package.json', import.meta.url));

function versionIn(file: URL): string {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const isNamed = typeof content === 'object' && content !== null && 'version' in content;
  return isNamed ? String(content.version) : '0.0.0';
}
