import type { Calendar } from '../../src/domain/calendar.ts';
import type { Matcher } from '../../src/domain/matcher.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import { isFault, parseMatchers } from '../../src/engine/matchers.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';

/** Working hours in Berlin, and the first days of the year's last months anywhere. */
export const CALENDARS: Readonly<Record<string, Calendar>> = {
  office: [
    {
      times: [{ from: 540, to: 1_020 }],
      weekdays: [{ from: 1, to: 5 }],
      daysOfMonth: [],
      months: [],
      years: [],
      timezone: 'Europe/Berlin',
    },
  ],
  freeze: [
    {
      times: [{ from: 0, to: 1_440 }],
      weekdays: [],
      daysOfMonth: [
        { from: 1, to: 7 },
        { from: -3, to: -1 },
      ],
      months: [{ from: 11, to: 12 }],
      years: [{ from: 2090, to: 2090 }],
      timezone: 'UTC',
    },
  ],
};

/** A policy with a bit of everything that Alertmanager has words for. */
export function routedPolicy(): Policy {
  const root = aRoute({
    groupBy: ['alertname', 'service'],
    groupInterval: seconds(30),
    repeatInterval: hours(4),
  });
  const critical = below(root, 'severity="critical"', {
    channel: '#incidents',
    groupBy: 'all',
    goesOn: true,
  });
  const db = below(root, 'team=~"db|storage"', {
    channel: '#db',
    groupWait: seconds(90),
    repeatInterval: minutes(90),
  });
  const test = below(db, 'env!="prod"', {
    channel: '#db-test',
    groupBy: [],
    muteDuring: ['freeze'],
    activeDuring: ['office'],
  });
  const hard = below(root, 'say="a \\"word\\", {or} two\\n"');
  return aPolicy(
    { ...root, routes: [critical, { ...db, routes: [test] }, hard] },
    {
      calendars: CALENDARS,
      inhibit: [
        {
          place: 'quell.yml line 9',
          source: matchers('alertname="HostDown"'),
          target: matchers('severity=~"warning|info"'),
          equal: ['instance'],
        },
      ],
    },
  );
}

/** Matchers as people write them. */
export function matchers(text: string): readonly Matcher[] {
  const read = parseMatchers(text);
  if (isFault(read)) throw new Error(read.fault);
  return read;
}
