// The first five minutes of somebody new, timed: clones this repository into an empty folder, with an environment that
// holds PATH and HOME only, does what the README says, and waits for the first card. npm run first-card
//   --no-compile   takes the compiled database driver from here, as where npm has a ready one for the machine
//   --no-install   takes all of node_modules from here
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const HERE = resolve(import.meta.dirname, '..');
const ENV = { PATH: process.env.PATH, HOME: process.env.HOME };
const DRIVER = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';
const TITLE = 'Disk is almost full';
const PATIENCE_MS = 60_000;

/** How the packages come, and within how many seconds the card must be there. */
const WAYS = {
  '--compile': { within: 180, install: ['npm ci', (folder) => npm(folder, 'ci')] },
  '--no-compile': { within: 30, install: ['npm ci, the driver from here', installUncompiled] },
  '--no-install': { within: 30, install: ['npm run build, packages from here', installNothing] },
};

function npm(folder, ...words) {
  execFileSync('npm', words, { cwd: folder, env: ENV, stdio: ['ignore', 'ignore', 'inherit'] });
}

function installUncompiled(folder) {
  npm(folder, 'ci', '--ignore-scripts');
  mkdirSync(resolve(folder, DRIVER, '..'), { recursive: true });
  cpSync(join(HERE, DRIVER), join(folder, DRIVER));
  npm(folder, 'run', 'build');
}

function installNothing(folder) {
  execFileSync('cp', ['-al', join(HERE, 'node_modules'), folder]);
  npm(folder, 'run', 'build');
}

/** Starts it; answers what the banner says, and the group of processes that is to end. */
async function start(folder) {
  // Whichever port is free: somebody who tries this may have a Quell already.
  const env = { ...ENV, PORT: '0' };
  const stdio = ['ignore', 'pipe', 'ignore'];
  const child = spawn('npm', ['start'], { cwd: folder, env, stdio, detached: true });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const lives = () => child.exitCode === null && child.signalCode === null;
  const end = () => void (lives() && process.kill(-child.pid, 'SIGTERM'));
  const ended = new Promise((done) => child.once('exit', done));
  // Whoever loses patience leaves nothing running.
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', end);
  const stop = () => {
    end();
    return ended;
  };
  try {
    await until(() => said.includes('Ctrl+C stops Quell.') || !lives());
    return { ...readBanner(said), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readBanner(said) {
  const [, curl] = /^(curl .*)$/m.exec(said) ?? [];
  const [, sandbox] = /^ {2}Slack +(\S+)/m.exec(said) ?? [];
  if (!curl || !sandbox) throw new Error(`npm start did not come to its banner:\n${said}`);
  return { curl, sandbox };
}

async function hasCard(sandbox) {
  const { messages } = await (await fetch(`${sandbox}/control/state`)).json();
  return messages.some(({ text, blocks }) => blocks.length > 0 && text.includes(TITLE));
}

async function until(holds) {
  const late = AbortSignal.timeout(PATIENCE_MS);
  while (!(await holds())) await wait(20, undefined, { signal: late });
}

/** Runs one step; says what it took. */
async function timed(name, step) {
  const begun = performance.now();
  const answer = await step();
  say(name, performance.now() - begun);
  return answer;
}

function say(name, ms) {
  console.log(`  ${name.padEnd(36)}${(ms / 1000).toFixed(1).padStart(6)} s`);
}

/** Goes all the way; answers how long it took. */
async function firstCard(folder, [name, install]) {
  const begun = performance.now();
  await timed('git clone', () =>
    execFileSync('git', ['clone', '--quiet', HERE, folder], { env: ENV }),
  );
  await timed(name, () => install(folder));
  const bot = await timed('npm start, to the banner', () => start(folder));
  try {
    await timed('the line of the banner', () =>
      execFileSync('/bin/sh', ['-c', bot.curl], { env: ENV, stdio: 'ignore' }),
    );
    await timed('until the card is there', () => until(() => hasCard(bot.sandbox)));
    return performance.now() - begun;
  } finally {
    await bot.stop();
  }
}

const [word = '--compile', ...more] = process.argv.slice(2);
const way = WAYS[word];
if (!way || more.length > 0) {
  console.error('Usage: npm run first-card [-- --no-compile | --no-install]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'quell-first-card-'));
try {
  const total = await firstCard(join(folder, 'quell'), way.install);
  say('together', total);
  if (total > way.within * 1000) {
    console.error(`That is more than the ${way.within} s that it may take.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
