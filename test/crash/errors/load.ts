import type { Random } from '../random.ts';
import { ErrorClient, type ErrorClientDeps } from './client.ts';
import type { SentEvent, Triaged } from './evidence.ts';
import { Releases } from './releases.ts';
import { type AskApi, Triage } from './triage.ts';

/** Everybody who has to do with errors. */
export interface ErrorLoad {
  readonly sent: () => readonly SentEvent[];
  readonly triaged: () => readonly Triaged[];
  /** Resolves when all of them have come to their end. */
  run(): Promise<void>;
  stop(): void;
  /** After the end a few more events come for a while. */
  trickle(milliseconds: number): Promise<void>;
}

/** How the errors of a run travel. */
export interface ErrorWays extends Pick<ErrorClientDeps, 'send' | 'rest'> {
  readonly random: Random;
  readonly ask: AskApi;
}

const CLIENTS = 3;

/** The programs that report errors and the script that works them; nothing is sent yet. */
export function prepareErrors({ random, ask, send, rest }: ErrorWays): ErrorLoad {
  const releases = new Releases();
  const clients = Array.from(
    { length: CLIENTS },
    (_, n) => new ErrorClient({ releases, send, rest, random: random.fork(`client ${n}`) }),
  );
  const triage = new Triage({ releases, ask, random: random.fork('triage') });
  const all = [...clients, triage];
  return {
    sent: () => clients.flatMap(({ sent }) => sent),
    triaged: () => triage.done,
    run: async () => void (await Promise.all(all.map((each) => each.run()))),
    stop: () => {
      for (const each of all) each.stop();
    },
    trickle: async (milliseconds) => clients[0]?.trickle(milliseconds),
  };
}
