import { nameOf } from '../../domain/actor.ts';
import type { Suppression } from '../../domain/alert.ts';
import type { Withheld } from '../../domain/incident.ts';
import type { Happening, TimelineEntry } from '../../domain/timeline.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { NO_INHIBITION } from '../inhibition.ts';
import type { Evidence } from './evidence.ts';
import { countOf, reportsIn, suppressor } from './line.ts';

/** What decided later whether people heard of it. */
export function eventLines(evidence: Evidence): readonly TraceLine[] {
  return evidence.timeline.flatMap((entry) => {
    const words = wordsFor(entry, evidence);
    if (!words) return [];
    // The sentence has the word already.
    const reason = entry.what.kind === 'joined' ? null : entry.reason;
    return [{ parts: [{ at: entry.at }, ': ', ...words], reason }];
  });
}

function wordsFor(entry: TimelineEntry, evidence: Evidence): readonly TracePart[] | null {
  const { what, thread } = entry;
  switch (what.kind) {
    case 'withheld':
      return withheldWords(what.why, evidence);
    case 'released':
      return [`told, since ${OVER[what.why]}`];
    case 'joined':
      return [`${countOf(what.count, 'alert')} joined: a thread entry, no call`];
    case 'called':
      return [`${what.mention} was called`];
    case 'reopened':
      return [`it came back${inRelease(what)}, and ${thread ? 'the thread' : 'nobody'} was told`];
    case 'severity':
      return thread ? null : ['it became worse, and nobody was told'];
    default:
      return errorWords(entry, what) ?? quietWords(entry, what);
  }
}

function inRelease({ regression }: Extract<Happening, { kind: 'reopened' }>): string {
  return regression
    ? ` in ${regression.release}, after it was resolved in ${regression.resolvedIn}`
    : '';
}

/** What happens to errors only. */
function errorWords({ actor }: TimelineEntry, what: Happening): readonly TracePart[] | null {
  switch (what.kind) {
    case 'spike':
      return [`it came far more often than ever: ${countOf(what.count, 'time')} in an hour`];
    case 'ignored':
      return [`${nameOf(actor)} ignored it: counted, told nobody`];
    case 'took-in':
      return [`${nameOf(actor)} merged INC-${what.number} into it`];
    case 'split':
      return [`${nameOf(actor)} split it: ${apartWords(what.groups)} apart again`];
    default:
      return null;
  }
}

/** What keeps people from hearing, or lets them hear again. */
function quietWords({ actor }: TimelineEntry, what: Happening): readonly TracePart[] | null {
  switch (what.kind) {
    case 'muted':
      return [`${nameOf(actor)} muted it`];
    case 'unmuted':
      return [toldAgain(what)];
    case 'flapping':
      return [`went on and off ${what.changes} times: changes were counted, not told`];
    case 'steady':
      return ['steady again: changes are told'];
    case 'acknowledged':
      return [`${nameOf(actor)} acknowledged, so nobody is called`];
    case 'unacknowledged':
      return [`${nameOf(actor)} undid that: nobody has it`];
    case 'resolved':
      return [what.into === undefined ? 'resolved' : `merged into INC-${what.into}`];
    default:
      return null;
  }
}

const OVER: Readonly<Record<Withheld, string>> = {
  silenced: 'nothing silences it any more',
  inhibited: 'nothing inhibits it any more',
  maintenance: 'the planned work is over',
  'below-threshold': 'the threshold was reached',
  storm: 'the storm is over, or it became critical',
};

function withheldWords(why: Withheld, evidence: Evidence): readonly TracePart[] {
  const { incident, storm } = evidence;
  if (why === 'below-threshold') return tooLittle(evidence);
  if (why === 'storm') return stormWords(storm);
  const by = incident.withheld === why ? incident.withheldBy : null;
  return ['not told, because of ', ...withholder({ reason: why, by }, evidence)];
}

/** Too little of it, or errors or check-ins of an environment that people are not told of. */
function tooLittle({ incident, alerts }: Evidence): readonly TracePart[] {
  const quiet = incident.withheld === 'below-threshold' ? incident.withheldBy : null;
  if (quiet !== null) {
    const what = reportsIn(alerts[0]?.content.labels ?? {});
    return [`not told: ${what} of the ${quiet} are counted only`];
  }
  const some = alerts.some(({ suppressed }) => suppressed?.reason === 'below-threshold');
  return some
    ? ['not told, since it was too little, or of environments that people are not told of']
    : ['not told, since too little had happened yet'];
}

function stormWords(storm: Evidence['storm']): readonly TracePart[] {
  const named = 'it was named in the thread of the storm message';
  if (!storm) return [`no card during a storm; ${named}`];
  return [
    `no card during the storm in ${storm.channel} that began `,
    { at: storm.startedAt },
    `; ${named}`,
  ];
}

/** Who withholds more than too little does. */
type Withholder = Exclude<Suppression['reason'], 'below-threshold'>;

function withholder(
  { reason, by }: { readonly reason: Withholder; readonly by: string | null },
  evidence: Evidence,
): readonly TracePart[] {
  const what = { silenced: 'a silence', inhibited: 'an inhibition', maintenance: 'planned work' };
  if (by === null) return [what[reason]];
  const firing = evidence.alerts.filter(({ status }) => status === 'firing');
  const alert = firing.find(
    ({ suppressed }) => suppressed?.reason === reason && suppressed.by === by,
  );
  const gone = { suppressed: { reason, by }, inhibition: NO_INHIBITION };
  return suppressor(alert ?? gone, evidence);
}

function toldAgain({ hidden, ignored, events }: Extract<Happening, { kind: 'unmuted' }>): string {
  const often = events === undefined ? '' : `; it came ${countOf(events, 'time')} meanwhile`;
  if (ignored) return `no longer ignored${often}`;
  return `no longer muted${often || `; the mute hid ${countOf(hidden, 'piece')} of news`}`;
}

function apartWords(groups: number): string {
  return `${countOf(groups, 'error group')} ${groups === 1 ? 'counts' : 'count'}`;
}
