import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { pack } from './support/installed.ts';

let files: readonly string[];

beforeAll(() => {
  files = pack('--dry-run').files;
}, 60_000);

/** What lies in src beside programs: pages, migrations, example payloads. */
const assets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.[a-z0-9]+$/.test(path) && !path.endsWith('.ts'))
  .map((path) => `dist/${path}`);

describe('the npm package (test/readme installs and starts it)', () => {
  it('holds the program, with its page, migrations and examples', () => {
    expect(assets.length).toBeGreaterThan(40);
    expect(files).toEqual(expect.arrayContaining(['dist/main.js', ...assets]));
  });

  it('holds beside it what people read and copy, and nothing else', () => {
    const others = files.filter((path) => !/^(?:dist|docs|examples)\//.test(path));

    expect(others.toSorted()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'manifest.yml',
      'package.json',
      'quell.schema.json',
    ]);
    expect(files).toEqual(expect.arrayContaining(['examples/quell.yml']));
  });

  it('holds every page that its README leads to; its picture is left out, being large', () => {
    const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\((?!\w+:)([^)#]+)/g)];
    const missing = links.map(([, path = '']) => path).filter((path) => !files.includes(path));

    expect(links.length).toBeGreaterThan(15);
    expect(missing).toEqual(['docs/images/sandbox.png']);
  });

  it('holds nothing that only compilers and developers read', () => {
    expect(files.filter((path) => /\.(?:map|ts|pyc)$|\btest\b/.test(path))).toEqual([]);
  });
});
