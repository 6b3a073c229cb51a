import type { ErrorEvidence } from './evidence.ts';

/** What happened to errors, in numbers. */
export function errorFigures({
  sent,
  triaged,
  groups,
  incidents,
}: ErrorEvidence): readonly (readonly [name: string, value: number])[] {
  const counted = groups.filter(({ mergedInto }) => mergedInto === null);
  const returns = incidents.flatMap(({ timeline }) => timeline);
  const done = (action: string) => triaged.filter((each) => each.action === action).length;
  return [
    ['events of errors answered', sent.filter(({ answered }) => answered).length],
    ['of these sent again', sent.filter(({ tries }) => tries > 1).length],
    ['events counted', counted.reduce((sum, { events }) => sum + events, 0)],
    ['error groups', groups.length],
    ['errors resolved by the script', done('resolve')],
    ['errors ignored', done('ignore')],
    ['errors merged', done('merge')],
    ['regressions', returns.filter(({ regression }) => regression !== null).length],
  ];
}
