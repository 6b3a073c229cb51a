import { run, startProgram } from '../../programs/support/program.ts';
import { freePort } from '../../support/servers/free-port.ts';
import type { Built } from './build.ts';
import { cardWith, readBanner, WHOLE_BANNER } from './card.ts';
import { argumentsFor, type Inside, runInside, UNSHARE } from './chroot.ts';
import { type Stage, textOf } from './dockerfile.ts';

/** What became of an image that was run. */
export interface Trial {
  /** The first incident's card, as its fallback text. */
  readonly card: string;
  /** The exit code of the health check, while it runs and afterwards. */
  readonly health: readonly (number | null)[];
  /** The exit code after SIGTERM. */
  readonly exit: number | null;
  /** Where its user could write, of places to try. */
  readonly writable: readonly string[];
}

const PLACES = ['/quell', '/quell/dist', '/etc', '/usr', '/data', '/tmp'];

/** Runs an image as its last lines say: as that user, with nothing to write to but /data and /tmp. */
export async function tryImage(stage: Stage, built: Built): Promise<Trial> {
  const env = { ...built.env, HOST: '127.0.0.1', PORT: String(await freePort()) };
  const inside: Inside = { ...built, env, writable: [textOf(stage, 'VOLUME')] };
  const command = [...listIn(textOf(stage, 'ENTRYPOINT')), ...listIn(textOf(stage, 'CMD'))];
  const [, check = ''] = textOf(stage, 'HEALTHCHECK').split(' CMD ');
  const health = () => runInside(inside, listIn(check)).status;
  const args = argumentsFor(inside, command);
  const bot = await startProgram(UNSHARE, { args, env, ready: WHOLE_BANNER });
  try {
    const card = await firstCard(bot.ready[0]);
    const healthy = health();
    const exit = await bot.stop();
    return { card, health: [healthy, health()], exit, writable: writableIn(inside) };
  } finally {
    await bot.stop();
  }
}

/** The words of a list, as Docker reads it. */
function listIn(text: string): readonly string[] {
  return JSON.parse(text);
}

/** Pastes the line of the banner, and waits for what it promises. */
async function firstCard(banner: string): Promise<string> {
  const { first, sandboxUrl } = readBanner(banner);
  const { code, err } = await run('/bin/sh', ['-c', first], { PATH: process.env['PATH'] ?? '' });
  if (code !== 0) throw new Error(`The line of the banner failed: ${err}`);
  return cardWith('Disk is almost full', sandboxUrl);
}

function writableIn(inside: Inside): readonly string[] {
  return PLACES.filter((place) => runInside(inside, ['touch', `${place}/tried`]).status === 0);
}
