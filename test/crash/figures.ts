import { MENTION } from './people.ts';
import type { Storm } from './storm.ts';
import { lostNotes } from './verdict/people.ts';
import type { Shown } from './verdict/slack.ts';
import type { State } from './verdict/state.ts';

type Row = readonly [name: string, value: string | number];

/** What happened, in numbers. */
export function figures(storm: Storm, state: State, shown: readonly Shown[]): readonly Row[] {
  return [...load(storm, state), ...slack(storm, shown), ...people(storm, state)];
}

function load({ bot, ledger }: Storm, { alerts }: State): readonly Row[] {
  const answered = ledger.answered();
  return [
    ['kills', bot.kills],
    ['restarts', bot.starts.length],
    ['slowest restart', `${(Math.max(0, ...bot.starts) / 1_000).toFixed(2)} s`],
    ['requests answered', answered.length],
    ['alerts answered', sum(answered.map(({ said }) => said.length))],
    [
      'firings answered',
      sum(answered.map(({ said }) => said.filter((each) => each.firing).length)),
    ],
    ['requests unanswered', ledger.unanswered().length],
    ['of these stored', ledger.unanswered().filter(({ marker }) => alerts.has(marker)).length],
    ['firings counted', sum([...alerts.values()].map(({ occurrences }) => occurrences))],
  ];
}

function slack({ sandbox, troubles }: Storm, shown: readonly Shown[]): readonly Row[] {
  const told = shown.flatMap(({ entries }) => entries.filter(({ thread }) => thread));
  const deleted = sandbox.requests.of('chat.delete').filter(({ outcome }) => outcome === 'ok');
  return [
    ['faults of Slack', sum([...troubles.counts().values()])],
    ['incidents', shown.length],
    ['cards', sum(shown.map(({ cards }) => cards.length))],
    ['thread entries', told.length],
    ['replies that tell them', sum(shown.map(({ replies }) => replies.length))],
    ['posts asked of Slack', sandbox.requests.count('chat.postMessage')],
    ['updates asked of Slack', sandbox.requests.count('chat.update')],
    ['surplus deleted', deleted.length],
  ];
}

function people({ colleagues }: Storm, state: State): readonly Row[] {
  const deeds = colleagues.flatMap((colleague) => colleague.deeds);
  return [
    ['clicks and commands', deeds.length],
    ['of these acknowledged', deeds.filter(({ acknowledged }) => acknowledged).length],
    [
      'mentions that became no note',
      lostNotes(deeds, state).filter(({ what }) => what === MENTION).length,
    ],
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
