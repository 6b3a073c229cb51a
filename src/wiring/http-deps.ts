import type { Deliverer } from '../flow/deliver.ts';
import type { Losses } from '../flow/losses.ts';
import { type NoiseReports, oneReport } from '../flow/noise-report.ts';
import type { SilentSources } from '../flow/silent-sources.ts';
import type { HttpDeps } from '../http/deps.ts';
import type { SlackAdapter } from '../slack/adapter.ts';
import { oneLiner } from '../slack/blocks/one-liner.ts';
import { SOURCES } from '../sources/index.ts';
import type { Parts, SharedParts } from './parts.ts';
import { processState, slackState } from './standing.ts';

/** What the doors need of the parts, and of what was made of these. */
export function httpDeps(
  parts: Parts,
  {
    ingest,
    act,
    slack,
    deliver,
    reports,
    shared,
    silent,
    losses,
  }: Pick<HttpDeps, 'ingest' | 'act'> & {
    readonly slack: SlackAdapter;
    readonly deliver: Deliverer;
    readonly reports: NoiseReports;
    readonly shared: SharedParts;
    readonly silent: SilentSources;
    readonly losses: Losses;
  },
): HttpDeps {
  return {
    ...parts,
    ingest,
    act,
    heard: (source, alerts) => {
      silent.heard(source, alerts);
      void losses.look();
    },
    lost: (source, loss) => losses.note(source, loss),
    reportNoise: oneReport(reports),
    policy: () => parts.settings.current().policy,
    sources: SOURCES,
    configured: () => parts.settings.current().sources,
    scrub: () => parts.settings.current().errors.scrub,
    tell: (incident, entry) => oneLiner(incident, entry).sentence,
    slackState: () => slackState({ slack, deliver, shared }),
    processState: () => processState(shared, parts.settings),
    queueDepth: shared.queueDepth,
    permalink: (channelId, ts) => slack.permalink(channelId, ts),
    person: (user) => slack.person(user),
  };
}
