import type { Snapshot } from '../../src/domain/decision.ts';

import { timerKey } from '../../src/domain/timer.ts';

/** One look at the state. */
export interface Read {
  readonly method: keyof Snapshot;
  readonly argument: unknown;
  readonly answer: unknown;
}

/** The same snapshot, which writes down what is read of it. */
export function recorded(snapshot: Snapshot, reads: Read[]): Snapshot {
  const note = <T>(method: keyof Snapshot, argument: unknown, answer: T): T => {
    reads.push({ method, argument, answer });
    return answer;
  };
  return {
    alert: (key) => note('alert', key, snapshot.alert(key)),
    incident: (id) => note('incident', id, snapshot.incident(id)),
    incidentNumbered: (n) => note('incidentNumbered', n, snapshot.incidentNumbered(n)),
    latestOf: (key) => note('latestOf', key, snapshot.latestOf(key)),
    firingOf: (id) => note('firingOf', id, snapshot.firingOf(id)),
    firingAfter: (after, limit) => note('firingAfter', after, snapshot.firingAfter(after, limit)),
    silence: (id) => note('silence', id, snapshot.silence(id)),
    silences: (now) => note('silences', now, snapshot.silences(now)),
    inhibiting: (key) => note('inhibiting', key, snapshot.inhibiting(key)),
    inhibitedBy: (key, after, limit) =>
      note('inhibitedBy', key, snapshot.inhibitedBy(key, after, limit)),
    pace: (channel) => note('pace', channel, snapshot.pace(channel)),
    storm: (id) => note('storm', id, snapshot.storm(id)),
    withheldByStorm: (storm, limit) =>
      note('withheldByStorm', storm, snapshot.withheldByStorm(storm, limit)),
    mutedUntilDeploy: (project) =>
      note('mutedUntilDeploy', project, snapshot.mutedUntilDeploy(project)),
    timer: (id) => note('timer', timerKey(id), snapshot.timer(id)),
    delivery: (id) => note('delivery', id, snapshot.delivery(id)),
    errorGroup: (id) => note('errorGroup', id, snapshot.errorGroup(id)),
    mergedInto: (id) => note('mergedInto', id, snapshot.mergedInto(id)),
    hasEvent: (id) => note('hasEvent', `${id.id} ${id.project}`, snapshot.hasEvent(id)),
    release: (id) => note('release', `${id.project} ${id.version}`, snapshot.release(id)),
    newestRelease: (project) => note('newestRelease', project, snapshot.newestRelease(project)),
    nextNumber: () => note('nextNumber', undefined, snapshot.nextNumber()),
  };
}
