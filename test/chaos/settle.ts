import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { pause } from '../crash/pause.ts';
import type { Balancer } from './balancer.ts';
import { KEYS } from './bots.ts';
import { STEPS, TIMES } from './groups.ts';
import type { Weather } from './weather.ts';

/** What is waited for. */
interface Waiting {
  readonly sandbox: Sandbox;
  readonly balancer: Balancer;
  readonly weather: Weather;
  readonly say: (line: string) => void;
}

/** A backlog goes at one message a second. */
const PATIENCE = 12 * 60_000;
const LAST_STEP = STEPS.at(-1)?.after ?? 0;
/** Every timer that the end of the load has begun is due by then, and what came late to Slack is looked for twice. */
const AT_LEAST = (Math.max(LAST_STEP, TIMES.resolveAfter) + 35) * 1_000;
const CALM = 8_000;
const LOOK_EVERY = 1_000;
/** In looks. */
const TOLD_EVERY = 30;

/** Waits until nothing is pending any more and Slack has been quiet for a while; answers whether that came to be. */
export async function settled(waiting: Waiting): Promise<boolean> {
  const { sandbox, weather } = waiting;
  const begun = Date.now();
  let calmSince = begun;
  let calls = callsOf(sandbox);
  for (let looks = 1; Date.now() < begun + PATIENCE; looks += 1) {
    await pause(LOOK_EVERY);
    const pending = await pendingNow(waiting, looks);
    const before = calls;
    calls = callsOf(sandbox);
    if (pending !== 0 || calls !== before) calmSince = Date.now();
    const isEnough = Date.now() > begun + AT_LEAST && weather.isOver();
    if (isEnough && Date.now() > calmSince + CALM) return true;
  }
  return false;
}

function callsOf({ requests }: Sandbox): number {
  return ['chat.postMessage', 'chat.update', 'chat.delete']
    .map((name) => requests.count(name))
    .reduce((sum, each) => sum + each, 0);
}

async function pendingNow({ balancer, say }: Waiting, looks: number): Promise<number | null> {
  const { text } = await balancer.once({ method: 'GET', path: '/metrics', key: KEYS.api });
  const value = /^quell_deliveries_pending (\d+)$/m.exec(text)?.[1];
  if (looks % TOLD_EVERY === 0) say(`  ${value ?? 'nobody says how many'} pending`);
  return value === undefined ? null : Number(value);
}
