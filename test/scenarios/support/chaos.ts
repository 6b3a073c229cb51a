import fc from 'fast-check';
import type { Fault } from '../../../src/sandbox/faults.ts';
import type { Bot } from '../../support/world.ts';

/** Something that happens to the bot; printed as what it is when a property fails. */
export interface ChaosStep {
  take(bot: Bot): Promise<void> | void;
  toString(): string;
}

const named = (name: string, take: ChaosStep['take']): ChaosStep => ({
  take,
  toString: () => name,
});

const alert = fc.record({
  name: fc.constantFrom('DiskFull', 'HighLatency'),
  host: fc.constantFrom('web-1', 'web-2', 'web-3'),
});
const fires = alert.map(({ name, host }) =>
  named(`${name} fires on ${host}`, (bot) => bot.fires(name, { instance: host })),
);
const ends = alert.map(({ name, host }) =>
  named(`${name} ends on ${host}`, (bot) => bot.ends(name, { instance: host })),
);
const passes = fc
  .constantFrom('1s', '3s', '20s', '2m', '1h')
  .map((time) => named(`${time} pass`, (bot) => bot.advance(time)));
const acts = fc
  .constantFrom('acknowledge', 'unacknowledge', 'resolve', 'reopen', 'note')
  .map((action) =>
    named(action, (bot) => bot.tries(1, { action, text: 'a note', actor: 'Pager' })),
  );
const restarts = fc.constant(named('restart', (bot) => bot.restart()));

/** What Slack may do to any call. */
const anyFault = fc.constantFrom<Fault>(
  { kind: 'rate-limited', retryAfter: 7 },
  { kind: 'status', status: 500 },
  { kind: 'error', code: 'fatal_error' },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
);
const anyMethod = fc.constantFrom(
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.replies',
  '*',
);
const fails = fc
  .record({ method: anyMethod, fault: anyFault, times: fc.integer({ min: 1, max: 3 }) })
  .map(({ method, fault, times }) =>
    named(`${method} fails ${times} times: ${JSON.stringify(fault)}`, (bot) =>
      bot.slack.faults.inject(method, fault, { times }),
    ),
  );
const isLate = fc
  .record({
    method: fc.constantFrom('chat.postMessage', 'chat.update'),
    seconds: fc.constantFrom(5, 40),
  })
  .map(({ method, seconds }) =>
    named(`${method} is carried out ${seconds} s late`, (bot) =>
      bot.slack.faults.inject(method, { kind: 'late', seconds }),
    ),
  );

/** Any of these, alerts most often. */
export const anyStep: fc.Arbitrary<ChaosStep> = fc.oneof(
  { weight: 4, arbitrary: fires },
  { weight: 2, arbitrary: ends },
  { weight: 3, arbitrary: passes },
  { weight: 2, arbitrary: acts },
  { weight: 2, arbitrary: fails },
  { weight: 1, arbitrary: isLate },
  { weight: 1, arbitrary: restarts },
);
