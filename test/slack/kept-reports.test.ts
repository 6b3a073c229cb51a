import { expect, it } from 'vitest';
import { keptReports } from '../../src/slack/kept-reports.ts';
import { theReport } from './blocks/models.ts';

it('a report is found again by its key, until a hundred others came', () => {
  const reports = keptReports();
  const first = theReport();
  reports.keep('first', first);
  expect(reports.find('first')).toBe(first);

  for (let n = 1; n < 100; n++) reports.keep(`${n}`, theReport());
  expect(reports.find('first')).toBe(first);
  reports.keep('100', theReport());

  expect(reports.find('first')).toBeUndefined();
  expect(reports.find('100')).toEqual(theReport());
});
