import type { DecideDeps } from '../flow/decide.ts';
import { reconsider } from '../flow/reconsider.ts';
import type { Parts, SharedParts } from './parts.ts';

/** Who leads looks at what fires, from then on whenever the configuration changes; the function that it answers ends that. */
export function followSettings(
  parts: Parts,
  decides: DecideDeps,
  { cluster }: SharedParts,
): () => void {
  let wasLeading = false;
  const lookWhereNew = () => {
    const isLeading = cluster.standing().leads;
    if (isLeading && !wasLeading) void lookAgain(parts, decides);
    wasLeading = isLeading;
  };
  lookWhereNew();
  const unfollowCluster = cluster.onChange(lookWhereNew);
  const unfollowSettings = parts.settings.onChange(() => {
    parts.queue.schedule({ kind: 'report' }, parts.clock.now());
    if (cluster.standing().leads) void lookAgain(parts, decides);
  });
  return () => {
    unfollowCluster();
    unfollowSettings();
  };
}

/** The configuration was read or changed; a failure is tried again with the next change, and at the next start. */
async function lookAgain({ log }: Parts, decides: DecideDeps): Promise<void> {
  try {
    await reconsider(decides);
  } catch (error) {
    log.error({ error }, 'what fires was not looked at under the new configuration');
  }
}
