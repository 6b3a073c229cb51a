import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOT_OURS = new Set(['node_modules', 'dist', 'dist.new', 'dist.old', 'data', 'coverage']);

/** Every page of the project. */
export function pages(folder = '.'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isOurs(entry.name) ? pages(path) : [];
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const isOurs = (name: string) => !name.startsWith('.') && !NOT_OURS.has(name);

/** A page without what stands in fences. */
const proseOf = (text: string) => text.replace(/^ *```.*?^ *```/gms, '');

/** The links of a page that lead nowhere: to no file, or to no heading of one. */
export function deadLinks(page: string): readonly string[] {
  const found = proseOf(readFileSync(page, 'utf8')).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g);
  return [...found].map(([, link = '']) => link).filter((link) => !leadsSomewhere(link, page));
}

function leadsSomewhere(link: string, page: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** As GitHub makes addresses of headings. */
function headingsOf(file: string): readonly string[] {
  const found = proseOf(readFileSync(file, 'utf8')).matchAll(/^#+ (.*)$/gm);
  return [...found].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A path of ours in code: it begins with a folder of ours; words in capitals stand for something. */
const PATH = /^(?!.*\b[A-Z]{3,}\b(?!\.md))[\w.-]+(?:\/[\w.-]+)*\/?$/;
const ROOTS = ['.', 'src'];

/** What a page calls by a path and what is not there. */
export function deadPaths(page: string): readonly string[] {
  const found = proseOf(readFileSync(page, 'utf8')).matchAll(/`([^`\n]+)`/g);
  return [...new Set([...found].map(([, code = '']) => code))]
    .filter((code) => code.includes('/') && PATH.test(code) && beginsHere(code))
    .filter((code) => !ROOTS.some((root) => existsSync(join(root, code))));
}

function beginsHere(path: string): boolean {
  const [first = ''] = path.split('/');
  return isOurs(first) && ROOTS.some((root) => existsSync(join(root, first)));
}
