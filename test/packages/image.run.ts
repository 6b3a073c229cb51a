import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Built, buildStage } from './support/build.ts';
import { CAN_CHANGE_ROOT, runInside } from './support/chroot.ts';
import { readDockerfile } from './support/dockerfile.ts';
import { tryImage } from './support/trial.ts';

/** Builds the image without Docker, line by line in folders with the programs of this machine, and runs what came of it. */
async function main(): Promise<void> {
  if (!CAN_CHANGE_ROOT) throw new Error('Run it as root on Linux: it changes the root folder.');
  const folder = mkdtempSync(join(tmpdir(), 'quell-image-'));
  try {
    await buildAndTry(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildAndTry(folder: string): Promise<void> {
  const stages = readDockerfile(readFileSync('Dockerfile', 'utf8'));
  const built: Built[] = [];
  for (const stage of stages) {
    built.push(buildStage(stage, built, { context: resolve('.'), folder, say }));
  }
  const [image, stage] = [built.at(-1), stages.at(-1)];
  if (!image || !stage) throw new Error('The Dockerfile has no stage.');
  say(runInside({ ...image, writable: [] }, ['du', '-sh', ...PARTS]).stdout);
  say(JSON.stringify(await tryImage(stage, image), null, 2));
}

const PARTS = ['node_modules', 'dist', '.'];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
