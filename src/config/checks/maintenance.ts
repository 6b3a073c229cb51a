import { instant } from '../../domain/time.ts';
import { nextOpening } from '../../engine/calendar/window.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check } from './check.ts';
import { matchFaults } from './matching.ts';

type Maintenance = ConfigFile['maintenance'][number];

/** Planned work whose times make no sense. */
export const checkMaintenance: Check = (checked) =>
  checked.file.maintenance.flatMap((work, index) => [
    ...matchFaults(work.match, ['maintenance', index, 'match'], checked),
    ...timeFaults(work, ['maintenance', index]),
  ]);

/** Planned work that is over, which may be taken out of the file. */
export const overMaintenance: Check = ({ file, now }) =>
  file.maintenance.flatMap(({ end }, index) => {
    if (end === undefined || end > now) return [];
    const wrong = 'This planned work is over; it may be taken out.';
    return [{ path: ['maintenance', index, 'end'], wrong, expected: '', example: '' }];
  });

const ONE_FORM = 'either start and end, or cron and duration';
const CRON = 'cron: "0 2 * * 0"\nduration: 1h';
const ONCE = 'start: 2026-05-01T22:00:00Z\nend: 2026-05-02T02:00:00Z';

function timeFaults(work: Maintenance, path: Path): readonly Finding[] {
  const isOnce = work.start !== undefined || work.end !== undefined;
  const isCron = work.cron !== undefined;
  const said = { path, expected: ONE_FORM, example: CRON };
  if (isOnce && isCron) return [{ ...said, wrong: 'It is planned both once and again and again.' }];
  if (isCron) return cronFaults(work, path);
  return isOnce ? onceFaults(work, path) : [{ ...said, isLack: true, wrong: 'It says no time.' }];
}

function onceFaults(work: Maintenance, path: Path): readonly Finding[] {
  const { start, end } = work;
  const said = { path, expected: ONE_FORM, example: ONCE };
  if (start === undefined || end === undefined) {
    const missing = start === undefined ? 'start' : 'end';
    return [{ ...said, isLack: true, wrong: `The key ${missing} is missing.` }];
  }
  if (end <= start)
    return [{ ...said, path: [...path, 'end'], wrong: 'It ends before it begins.' }];
  const idle = (['duration', 'timezone'] as const).find((key) => work[key] !== undefined);
  if (idle === undefined) return [];
  const wrong = `The key ${idle} means nothing beside start and end.`;
  return [{ ...said, path: [...path, idle], onKey: true, wrong }];
}

function cronFaults({ cron = '', duration }: Maintenance, path: Path): readonly Finding[] {
  if (duration === undefined) {
    const wrong = 'The key duration is missing: how long does it take?';
    return [{ path, isLack: true, wrong, expected: ONE_FORM, example: CRON }];
  }
  // Whether a date exists does not depend on the time zone, nor on the year from which one looks.
  const window = { type: 'cron', cron, duration, timezone: 'UTC' } as const;
  if (nextOpening(window, instant(0)) !== null) return [];
  return [
    { path: [...path, 'cron'], wrong: 'This time never comes.', expected: 'a date that exists' },
  ];
}
