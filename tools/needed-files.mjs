// Links what a running Quell may ask for into another folder, and leaves out what only people and compilers read: types,
// source maps, documents, tests, the sources of addons. node tools/needed-files.mjs PLACE FOLDER… does so, for images.
import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whoever hands on a package hands on its licence. */
const LICENCES = /(?:^|\/)(?:licen[cs]e|copying|notice)[^/]*$/i;

const UNREAD = [
  /\.(?:map|ts|mts|cts|md|markdown|tsbuildinfo)$/,
  // Beside package.json only: further down such a folder may be a part of the program.
  /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@]+\/(?:tests?|__tests__|docs?|benchmarks?|\.github)\//,
  /(?:^|\/)node_modules\/better-sqlite3\/(?:deps|src)\//,
  /(?:^|\/)node_modules\/better-sqlite3\/build\/(?!Release\/better_sqlite3\.node$)/,
];

/** Whether a running program may ask for this file. */
function isNeeded(path) {
  return LICENCES.test(path) || !UNREAD.some((pattern) => pattern.test(path));
}

/** The files of a folder and of those in it; what .bin links to is there by its own name. */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

function put(path, place) {
  const target = join(place, path);
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(path, target);
  } catch (error) {
    if (error.code !== 'EXDEV') throw error;
    copyFileSync(path, target);
  }
}

const [place, ...folders] = process.argv.slice(2);
if (place === undefined || folders.length === 0) {
  console.error('Usage: node tools/needed-files.mjs PLACE FOLDER…');
  process.exit(2);
}
for (const path of folders.flatMap(filesIn).filter(isNeeded)) put(path, place);
