import type { Clock } from '../../clock.ts';
import { DEFAULT_SETTINGS } from '../../config/build/settings.ts';
import type { Change, Input } from '../../domain/decision.ts';
import { decide } from '../../engine/decide.ts';
import { scopeOf } from '../../engine/scope.ts';
import { card } from '../../slack/blocks/index.ts';
import type { MessageBody } from '../../slack/blocks/message.ts';
import { json } from '../../sources/json.ts';
import { memoryStore } from '../../store/memory/index.ts';

const ALERT = {
  title: 'Disk is almost full',
  severity: 'critical',
  description: '/var is 97 % full',
  labels: { service: 'shop', instance: 'db-1' },
};

/** The card of an incident as alerts make them, which nobody ever sees. */
export async function sampleCard(clock: Clock): Promise<MessageBody> {
  const { policy } = DEFAULT_SETTINGS;
  const now = clock.now();
  const { alerts } = json.parse(ALERT, { name: 'json', resolveTimeout: null });
  const inputs = alerts.map((alert): Input => ({ type: 'alert', alert }));
  const { changes } = await memoryStore().update(
    () => scopeOf(inputs, policy),
    (snapshot) => decide(snapshot, { id: clock.newId(), inputs }, policy, now),
  );
  const surface = { now, incidentUrl: null, cardLink: () => null };
  const [incident] = changes.flatMap((change) =>
    change.type === 'incident' ? change.incident : [],
  );
  if (!incident) throw new Error('An alert made no incident.');
  return card(incident, changes.flatMap(alertIn), surface);
}

function alertIn(change: Change) {
  return change.type === 'alert' ? change.alert : [];
}
