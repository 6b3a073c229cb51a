import type { Database } from 'better-sqlite3';
import { AlertRows } from './alerts.ts';
import { DeliveryRows } from './deliveries.ts';
import { IncidentList } from './incident-list.ts';
import { IncidentRows } from './incidents.ts';
import { SettingRows } from './settings.ts';
import { SilenceRows } from './silences.ts';
import { TimelineRows } from './timeline.ts';
import { TimerRows } from './timers.ts';

/** The tables, each with its prepared statements: they live as long as the connection. */
export interface Rows {
  readonly alerts: AlertRows;
  readonly incidents: IncidentRows;
  readonly incidentList: IncidentList;
  readonly deliveries: DeliveryRows;
  readonly timeline: TimelineRows;
  readonly silences: SilenceRows;
  readonly timers: TimerRows;
  readonly settings: SettingRows;
}

/** Prepares the statements of all tables. */
export function prepareRows(db: Database): Rows {
  return {
    alerts: new AlertRows(db),
    incidents: new IncidentRows(db),
    incidentList: new IncidentList(db),
    deliveries: new DeliveryRows(db),
    timeline: new TimelineRows(db),
    silences: new SilenceRows(db),
    timers: new TimerRows(db),
    settings: new SettingRows(db),
  };
}
