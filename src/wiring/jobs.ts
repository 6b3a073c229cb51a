import type { Policy } from '../domain/policy.ts';
import type { DecideDeps } from '../flow/decide.ts';
import type { Deliverer } from '../flow/deliver.ts';
import type { Homes } from '../flow/homes.ts';
import type { Losses } from '../flow/losses.ts';
import type { NoiseReports } from '../flow/noise-report.ts';
import type { SilentSources } from '../flow/silent-sources.ts';
import { tick } from '../flow/tick.ts';
import { upkeep } from '../flow/upkeep.ts';
import { weeklyReport } from '../flow/weekly-report.ts';
import type { Job } from '../queue/queue.ts';
import type { Parts } from './parts.ts';

/** What is done at each start; all of it asks to be woken again by itself. */
export function firstJobs({ route: { channel } }: Policy): readonly Job[] {
  return [
    { kind: 'tick' },
    { kind: 'deliver', channel },
    { kind: 'upkeep' },
    { kind: 'report' },
    { kind: 'sources' },
  ];
}

/** What jobs are carried out with, made of the parts. */
interface Made {
  readonly deliver: Deliverer;
  readonly reports: NoiseReports;
  readonly silent: SilentSources;
  readonly losses: Losses;
  readonly slack: { readonly homes: Homes };
}

/** What each job of the queue does. */
export function runner(
  parts: Parts,
  decides: DecideDeps,
  { deliver, reports, silent, losses, slack }: Made,
): (job: Job) => Promise<void> {
  const retention = () => {
    const { retention, errors } = parts.settings.current();
    return { ...retention, eventsPerProject: errors.perProject };
  };
  return (job) => {
    switch (job.kind) {
      case 'tick':
        return tick(decides);
      case 'deliver':
        return deliver.channel(job.channel);
      case 'upkeep':
        return upkeep({ ...parts, retention });
      case 'report':
        return weeklyReport({ ...parts, settings: () => parts.settings.current().report, reports });
      case 'sources':
        return lookAtSources(silent, losses);
      case 'homes':
        return slack.homes.look();
    }
  };
}

async function lookAtSources(silent: SilentSources, losses: Losses): Promise<void> {
  await losses.look();
  await silent.look();
}
