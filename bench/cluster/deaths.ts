import { setTimeout as pause } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Bot, startBot } from './bot.ts';
import { DEATHS, forDeaths } from './channels.ts';
import type { Closing } from './closing.ts';
import { inSeconds, markdown, quantile } from './figures.ts';
import { type Relay, startRelay } from './relay.ts';
import type { SharedServers } from './shared.ts';
import { type Waits, Watchers } from './watchers.ts';

const PROCESSES = 3;
const BEFORE = 3_000;
/** Longer than whatever is taken over may take. */
const AFTER = 15_000;
/** So long a post takes, that a process can be killed within. */
const SLOW = 500;
const FIRST = 5_000;
const READY_WITHIN = 30_000;

interface Member {
  readonly bot: Bot;
  readonly relay: Relay;
}

interface Scene {
  readonly members: readonly Member[];
  readonly slack: Sandbox;
  readonly shared: SharedServers;
}

interface Death {
  readonly title: string;
  /** Ends something; answers what brings it back. */
  readonly end: (scene: Scene) => Promise<() => Promise<void>>;
}

const DEATHS_SHOWN: readonly Death[] = [
  { title: 'nothing dies', end: async () => async () => {} },
  { title: 'the process that leads', end: killLeader },
  { title: 'the process that is posting', end: killPoster },
  { title: 'Redis', end: killRedis },
];

/** Lets one part after the other die under a steady load; answers the table. */
export async function deaths(shared: SharedServers, closing: Closing): Promise<string> {
  const scene = await newScene(shared, closing);
  await restOfSlack(scene);
  const rows: (readonly string[])[] = [];
  for (const [at, { title, end }] of DEATHS_SHOWN.entries()) {
    await allReady(scene);
    const bots = scene.members.map(({ bot }) => bot);
    const watchers = new Watchers(bots, scene.slack);
    let back = async () => {};
    const ending = async () => {
      await pause(BEFORE);
      back = await end(scene);
      await pause(AFTER);
    };
    rows.push(rowOf(title, await watchers.run(`Death${at}`, ending())));
    await back();
  }
  const head = ['killed with -9', 'alert', 'card', 'card by a timer', 'command', 'failed'];
  return markdown(head, rows);
}

function rowOf(title: string, { alerts, cards, timers, commands, failed }: Waits) {
  return [title, ...[alerts, cards, timers, commands].map(middleAndLongest), `${failed}`];
}

function middleAndLongest(values: readonly number[]): string {
  return [quantile(values, 0.5), Math.max(...values)].map(inSeconds).join(' / ');
}

async function newScene(shared: SharedServers, closing: Closing): Promise<Scene> {
  const channels = DEATHS.channels.map((name) => ({ name, botIsMember: true }));
  const slack = await startSandbox({ seed: { channels } });
  closing.add(() => slack.close());
  const database = await shared.newDatabase();
  const redis = `${shared.redis.url}/${PROCESSES + 1}`;
  const members: Member[] = [];
  for (let at = 0; at < PROCESSES; at += 1) {
    const relay = await startRelay(Number(new URL(slack.url).port), closing);
    const apiUrl = `http://127.0.0.1:${relay.port}/api/`;
    const start = { slack, config: forDeaths, shared: { database, redis }, apiUrl };
    members.push({ bot: await startBot(start, closing), relay });
  }
  return { members, slack, shared };
}

/** At first what Slack was sent before is not known, and one message is sent at a time. */
async function restOfSlack({ members, slack }: Scene): Promise<void> {
  const bots = members.map(({ bot }) => bot);
  await new Watchers(bots, slack).run('First', pause(FIRST));
  await pause(FIRST);
}

async function killLeader({ members }: Scene): Promise<() => Promise<void>> {
  const leading = await Promise.all(members.map(async ({ bot }) => (await stateOf(bot)).leader));
  return killed(members[leading.indexOf(true)]);
}

/** Within a post: the message comes, and nobody is left who knows. */
async function killPoster({ members, slack }: Scene): Promise<() => Promise<void>> {
  slack.faults.inject('chat.postMessage', { kind: 'slow', milliseconds: SLOW }, { times: 10 });
  const posting = await Promise.race(
    members.map(async (member) => {
      await member.relay.nextPost();
      return member;
    }),
  );
  await pause(SLOW / 10);
  const back = await killed(posting);
  slack.faults.clear();
  return back;
}

async function killed(member: Member | undefined): Promise<() => Promise<void>> {
  if (!member) throw new Error('No process does what is to be interrupted.');
  await member.bot.kill();
  return () => member.bot.start();
}

async function killRedis({ shared }: Scene): Promise<() => Promise<void>> {
  await shared.redis.kill();
  return () => shared.redis.restart();
}

interface ProcessState {
  readonly leader: boolean;
  readonly members: number;
}

async function stateOf({ port }: Bot): Promise<ProcessState> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  // What `/readyz` promises; the tests of the doors hold it to that.
  return (await answer.json()) as ProcessState;
}

/** Until all see each other, and one leads. */
async function allReady({ members }: Scene): Promise<void> {
  const end = Date.now() + READY_WITHIN;
  for (;;) {
    const states = await Promise.all(members.map(({ bot }) => stateOf(bot)));
    const isWhole = states.every((state) => state.members === PROCESSES);
    if (isWhole && states.filter(({ leader }) => leader).length === 1) return;
    if (Date.now() > end) throw new Error('The processes do not come together.');
    await pause(200);
  }
}
