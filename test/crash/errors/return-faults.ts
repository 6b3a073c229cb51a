import type { ErrorEvidence, SeenReturn, Triaged } from './evidence.ts';

/**
 * An error that was resolved until the next release is back with the first event of that one, as a regression on the same card;
 * not with one of a quiet environment, which undoes nothing that a person did.
 */
export function returnFaults(
  { number, bug, regressesIn, from, to }: Triaged,
  { sent, incidents }: ErrorEvidence,
): readonly string[] {
  const isBack = sent.some(
    ({ answered, environment, ...event }) =>
      event.bug === bug &&
      answered &&
      environment === 'production' &&
      event.release === regressesIn &&
      event.at > to,
  );
  const timeline = incidents.find((incident) => incident.number === number)?.timeline ?? [];
  const back = timeline.find(({ kind, at }) => kind === 'reopened' && at >= from);
  if (!isBack || isByPerson(back)) return [];
  if (!back) return [`INC-${number} of ${bug} was resolved, is back, and does not say so.`];
  return back.regression === regressesIn
    ? []
    : [`INC-${number} of ${bug} is back in ${regressesIn}, and that is told as no regression.`];
}

/** Somebody reopened it before. */
function isByPerson(entry: SeenReturn | undefined): boolean {
  return entry?.actor === 'person' || entry?.actor === 'api';
}
