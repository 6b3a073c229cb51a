import { BUGS, type Bug } from './bugs.ts';
import type { ErrorEvidence, SentEvent } from './evidence.ts';
import { groupFaults } from './group-faults.ts';
import { returnFaults } from './return-faults.ts';

/** What is wrong with errors: each answered event counts in its group, and each group has one incident. */
export function errorFaults(evidence: ErrorEvidence): readonly string[] {
  return [
    ...refusals(evidence.sent),
    ...strangers(evidence),
    ...BUGS.flatMap((bug) => groupsOfBug(bug, evidence)),
    ...families().flatMap((family) => countFaults(family, evidence)),
    ...evidence.groups.flatMap((group) => groupFaults(group, evidence)),
    ...evidence.triaged.flatMap((triaged) => returnFaults(triaged, evidence)),
  ];
}

function refusals(sent: readonly SentEvent[]): readonly string[] {
  return sent.flatMap(({ bug, id, refused }) =>
    refused === null ? [] : [`The event ${id} of ${bug} was refused: ${refused}`],
  );
}

function strangers({ sent, groups }: ErrorEvidence): readonly string[] {
  const known = new Set(sent.map(({ bug }) => bug));
  return groups
    .filter(({ type }) => !known.has(type))
    .map(({ type, id }) => `The error group ${id} of ${type} is there, and nobody sent it.`);
}

/** The same mistake is the same group, whatever its events say; and nobody is told of it but where it is loud. */
function groupsOfBug({ type, quiet }: Bug, evidence: ErrorEvidence): readonly string[] {
  const own = evidence.groups.filter((group) => group.type === type);
  const answered = evidence.sent.filter(({ bug, answered: is }) => bug === type && is);
  if (own.length > 1) return [`${type} has ${own.length} groups.`];
  if (own.length === 0) return answered.length === 0 ? [] : [`${type} has no group.`];
  const isLoud = answered.some(({ environment }) => environment === 'production');
  return evidence.incidents
    .filter(({ group }) => group === own[0]?.id)
    .filter(({ told }) => (quiet ? told : isLoud && !told))
    .map(({ number }) =>
      quiet
        ? `INC-${number} of ${type} has a card, and it was seen in staging only.`
        : `INC-${number} of ${type} has no card, and it was seen in production.`,
    );
}

function families(): readonly string[] {
  return [...new Set(BUGS.map(({ family }) => family))];
}

/** What was merged counts elsewhere, and what was split again counts from there on: only their sum is known. */
function countFaults(family: string, evidence: ErrorEvidence): readonly string[] {
  const types = new Set(BUGS.filter((bug) => bug.family === family).map(({ type }) => type));
  const sent = evidence.sent.filter(({ bug }) => types.has(bug));
  const least = sent.filter(({ answered }) => answered).length;
  const most = sent.reduce((sum, { tries }) => sum + tries, 0);
  const counted = evidence.groups
    .filter(({ type, mergedInto }) => types.has(type) && mergedInto === null)
    .reduce((sum, { events }) => sum + events, 0);
  if (counted < least) {
    return [`${family} lost ${least - counted} events: ${least} answered, ${counted} counted.`];
  }
  if (counted <= most) return [];
  return [`${family} counts ${counted} events, and ${most} were sent at most.`];
}
