import type { Alert } from '../../domain/alert.ts';
import type { Source } from '../source.ts';

/** A source whose senders mean one incident by each key, whatever the labels are. */
export function oneIncidentAKey(source: Source): Source {
  return {
    ...source,
    parse(payload, origin, headers) {
      const parsed = source.parse(payload, origin, headers);
      return { ...parsed, alerts: parsed.alerts.map(withIncidentKey) };
    },
  };
}

function withIncidentKey(alert: Alert): Alert {
  const { dedupKey } = alert;
  return dedupKey === undefined ? alert : { ...alert, incidentKey: dedupKey };
}
