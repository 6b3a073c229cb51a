import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { type ErrorLoad, prepareErrors } from '../crash/errors/load.ts';
import { Colleague } from '../crash/people.ts';
import type { Random } from '../crash/random.ts';
import { Balancer } from './balancer.ts';
import { askVia, sendVia } from './errors.ts';
import { Monitor } from './monitor.ts';
import { Operator } from './operator.ts';

/** Everybody who wants something of the bots. */
export interface Load {
  readonly balancer: Balancer;
  readonly monitors: readonly Monitor[];
  readonly people: readonly Colleague[];
  readonly operator: Operator;
  readonly errors: ErrorLoad;
  /** Resolves when all of them have come to their end. */
  run(): Promise<void>;
  stop(): void;
}

const MONITORS = 6;
/** How long a program rests between two errors. */
const ERRORS_REST = [200, 800] as const;

/** The load of a run; nothing is sent yet. */
export function prepareLoad(sandbox: Sandbox, urls: readonly string[], random: Random): Load {
  const balancer = new Balancer(urls);
  const names = Array.from({ length: MONITORS }, (_, n) => `m${n}`);
  const monitors = names.map((name) => new Monitor(balancer, name, random.fork(name)));
  const people = ['ann'].map((name) => new Colleague(sandbox, name, random.fork(name)));
  const operator = new Operator(balancer, random.fork('operator'));
  const errors = prepareErrors({
    random: random.fork('errors'),
    ask: askVia(balancer),
    send: sendVia(balancer),
    rest: ERRORS_REST,
  });
  const all = [...monitors, ...people, operator, errors];
  return {
    balancer,
    monitors,
    people,
    operator,
    errors,
    run: async () => void (await Promise.all(all.map((each) => each.run()))),
    stop: () => {
      for (const each of all) each.stop();
    },
  };
}
