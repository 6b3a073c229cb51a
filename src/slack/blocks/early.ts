import { type Incident, type MuteEnd, RATE_WINDOW } from '../../domain/incident.ts';
import { labelOf } from '../../domain/labels.ts';
import { cut, LENGTHS } from './cut.ts';
import { count, duration } from './words.ts';

/** Over how long the rate is measured, for people. */
const WINDOW = duration(RATE_WINDOW);

/** What would end a mute before its time, not escaped: "if it becomes critical or at the next deploy of orders". */
export function whatEndsEarly(incident: Incident, ends: readonly MuteEnd[]): string {
  const conditions = ends.map((end) => condition(incident, end));
  const [last = '', ...others] = conditions.reverse();
  return others.length > 0 ? `${others.reverse().join(', ')} or ${last}` : last;
}

function condition(incident: Incident, end: MuteEnd): string {
  switch (end.when) {
    case 'critical':
      return 'if it becomes critical';
    case 'hosts':
      return `if more than ${count(end.above, 'host is', 'hosts are')} affected`;
    case 'deploy':
      return `at the next deploy${ofService(incident)}`;
    case 'rate':
      return `at ${moreThan(end.above)}`;
    case 'occurrences':
      return `when it happened ${moreTimes(end.more)}`;
    case 'users':
      return `when it struck ${moreUsers(end.more)}`;
    case 'spike':
      return 'when it comes far more often than ever';
  }
}

/** What ended a mute before its time, not escaped: "it became critical". */
export function whatEndedIt(incident: Incident, end: MuteEnd): string {
  switch (end.when) {
    case 'critical':
      return 'it became critical';
    case 'hosts':
      return `more than ${count(end.above, 'host is', 'hosts are')} affected`;
    case 'deploy':
      return `there was a deploy${ofService(incident)}`;
    case 'rate':
      return moreThan(end.above);
    case 'occurrences':
      return `it happened ${moreTimes(end.more)}`;
    case 'users':
      return `it struck ${moreUsers(end.more)}`;
    case 'spike':
      return 'it comes far more often than ever';
  }
}

/** How often an error must still happen: "100 more times". */
export function moreTimes(more: number): string {
  return count(more, 'more time');
}

/** How many users it must still strike: "10 more users". */
export function moreUsers(more: number): string {
  return count(more, 'more user');
}

/** A rate, in words: "more than 36 firings in 10 min". */
export function moreThan(firings: number): string {
  return `more than ${count(firings, 'firing')} in ${WINDOW}`;
}

/** The project whose deploys count; empty where the incident names none. */
export function serviceOf({ labels }: Pick<Incident, 'labels'>): string {
  return cut(labelOf(labels, 'service'), LENGTHS.value);
}

function ofService(incident: Incident): string {
  const service = serviceOf(incident);
  return service === '' ? '' : ` of ${service}`;
}
