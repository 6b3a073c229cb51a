import { errorFigures } from '../crash/errors/figures.ts';
import type { ChaosKind, Deed, Evidence, Try } from './evidence.ts';
import { ALLOWED, fullest } from './verdict/budget.ts';
import { partsOf } from './verdict/keys.ts';
import { heardOnly } from './verdict/notes.ts';
import { quantile, timeOf } from './verdict/times.ts';
import { type Surplus, surplusOf } from './verdict/twice.ts';

type Row = readonly [name: string, value: string | number];

/** What happened, in numbers. */
export function figures(evidence: Evidence): readonly Row[] {
  return [
    ...load(evidence),
    ...errorFigures(evidence.errors),
    ...harm(evidence),
    ...slack(evidence),
    ...surplus(surplusOf(evidence)),
    ...recoveries(evidence),
  ];
}

function load({ requests, incidents }: Evidence): readonly Row[] {
  const answered = requests.filter((request) => request.answered);
  const firing = answered.flatMap(({ said }) => said.filter((each) => each.firing));
  return [
    ['alerts sent', sum(requests.map(({ said }) => said.length))],
    ['alerts answered', sum(answered.map(({ said }) => said.length))],
    ['of these firing', firing.length],
    ['firings counted', sum(incidents.map((each) => (each.ofError ? 0 : each.occurrences)))],
    ['requests', requests.length],
    ['requests tried again', requests.filter(({ tries }) => tries.length > 1).length],
    ['requests never answered', requests.length - answered.length],
  ];
}

function harm({ deeds, deaths, stretches }: Evidence): readonly Row[] {
  const kinds = [...new Set(deeds.map(({ kind }) => kind))].sort();
  const emptied = deeds.filter(({ detail }) => detail === 'came back empty').length;
  return [
    ...kinds.map((kind): Row => [kind, deeds.filter((deed) => deed.kind === kind).length]),
    ['Redis came back empty', emptied],
    ['bots gave up by themselves', deaths.length],
    ['stretches of trouble of Slack', stretches.length],
  ];
}

function slack(evidence: Evidence): readonly Row[] {
  const { incidents, messages, posts, updates, limited, deletions } = evidence;
  const cards = messages.filter(({ key }) => partsOf(key).slot === 'card').length;
  return [
    ['incidents', incidents.length],
    ['cards', cards],
    ['posts asked of Slack', posts.length],
    ['posts that arrived', posts.filter(({ ts }) => ts !== null).length],
    ['of these answers to one person', posts.filter(({ key }) => key === '').length],
    ['updates asked of Slack', updates],
    ['messages deleted', deletions.length],
    ['notes heard while the database was away, and lost', heardOnly(evidence).length],
    ...Object.entries(limited).map(
      ([method, count]): Row => [`429 of Slack's limits, ${method}`, count],
    ),
    ...lagRows('card after its incident', cardLags(evidence)),
    ...lagRows('reply after its entry', replyLags(evidence)),
    ...fullest(evidence).map(
      ({ channel, over, count, allowed }): Row => [
        `fullest stretch of ${channel}`,
        `${count} of ${allowed} (${over > 0 ? `${over} over` : 'within'})`,
      ],
    ),
    ['budget', `${ALLOWED.burst} + 1 every ${ALLOWED.every} ms + ${ALLOWED.jitter} for jitter`],
    ['', `+ ${ALLOWED.forced} where somebody pressed, + ${ALLOWED.paused} a pause`],
  ];
}

function lagRows(name: string, lags: readonly number[]): readonly Row[] {
  return [
    [`${name}, p50`, seconds(quantile(lags, 0.5))],
    [`${name}, p99`, seconds(quantile(lags, 0.99))],
    [`${name}, most`, seconds(quantile(lags, 1))],
  ];
}

/** From the last entry that a reply tells to the reply in Slack. */
function replyLags({ incidents, messages }: Evidence): readonly number[] {
  return incidents.flatMap(({ card, timeline }) =>
    messages.flatMap(({ thread, key, ts }) => {
      const { seq } = partsOf(key);
      const told = seq > 0 && thread === card ? timeline[seq - 1] : undefined;
      return told ? [timeOf(ts) - told.at] : [];
    }),
  );
}

/** From an incident's first entry to its card in Slack. */
function cardLags({ incidents }: Evidence): readonly number[] {
  return incidents.flatMap(({ card, timeline }) => {
    const [first] = timeline;
    return card === null || !first ? [] : [timeOf(card) - first.at];
  });
}

function surplus(all: readonly Surplus[]): readonly Row[] {
  const causes = [...new Set(all.map(({ cause }) => cause ?? 'nothing explains'))].sort();
  const stood = all.flatMap((each) => (each.stood === null ? [] : [each.stood]));
  return [
    ['surplus messages', all.length],
    ...causes.map(
      (cause): Row => [
        `surplus: ${cause}`,
        all.filter((each) => (each.cause ?? 'nothing explains') === cause).length,
      ],
    ),
    ['surplus stood at most', seconds(Math.max(0, ...stood))],
  ];
}

/** From when a deed is undone until an alert was taken where it had been done, and until Slack was told something. */
function recoveries({ deeds, requests, posts }: Evidence): readonly Row[] {
  const tries = requests.flatMap((request) => request.tries);
  const told = posts.flatMap(({ ts, at }) => (ts === null ? [] : [at]));
  const kinds = [...new Set(deeds.map(({ kind }) => kind))].sort();
  return kinds.flatMap((kind): readonly Row[] => {
    const own = deeds.filter((deed) => deed.kind === kind);
    return [
      [`taking alerts after ${kind}`, spread(own.flatMap((deed) => recovery(deed, tries)))],
      [`telling Slack after ${kind}`, spread(own.flatMap((deed) => firstAfter(deed, told)))],
    ];
  });
}

function firstAfter({ healed }: Deed, times: readonly number[]): readonly number[] {
  const after = times.filter((at) => at >= healed);
  return after.length === 0 ? [] : [Math.min(...after) - healed];
}

const SHARED: ReadonlySet<ChaosKind> = new Set(['kill postgres', 'kill redis']);

/** How long after the deed began to be undone an answer of 2xx came: of that bot, or of any where all were hurt. */
export function recovery(deed: Deed, tries: readonly Try[]): readonly number[] {
  const well = tries.filter(
    ({ bot, from, to, status }) =>
      from >= deed.from &&
      to >= deed.healed &&
      status !== null &&
      status < 300 &&
      (SHARED.has(deed.kind) || bot === deed.bot),
  );
  return well.length === 0 ? [] : [Math.min(...well.map(({ to }) => to)) - deed.healed];
}

function spread(times: readonly number[]): string {
  if (times.length === 0) return 'not seen';
  return `${seconds(quantile(times, 0.5))} median, ${seconds(Math.max(...times))} most`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
