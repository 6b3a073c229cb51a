import type { Database } from 'better-sqlite3';
import type { Notice } from '../../../domain/notice.ts';
import type { Pace, Storm } from '../../../domain/storm.ts';
import { AlertRows } from './alerts.ts';
import { ContentRows } from './contents.ts';
import { DeliveryRows } from './deliveries.ts';
import { ErrorGroupRows } from './error-groups.ts';
import { ErrorSampleRows } from './error-samples.ts';
import { HabitRows } from './habits.ts';
import { IncidentList } from './incident-list.ts';
import { IncidentRows } from './incidents.ts';
import { OldRows } from './old.ts';
import { OldErrorRows } from './old-errors.ts';
import { RecordingRows } from './recordings.ts';
import { ReleaseRows } from './releases.ts';
import { RouteRows } from './routes.ts';
import { SettingRows } from './settings.ts';
import { SilenceRows } from './silences.ts';
import { TimelineRows } from './timeline.ts';
import { TimerRows } from './timers.ts';

/** The tables, each with its prepared statements: they live as long as the connection. */
export interface Rows {
  readonly alerts: AlertRows;
  readonly routes: RouteRows;
  readonly incidents: IncidentRows;
  readonly incidentList: IncidentList;
  readonly deliveries: DeliveryRows;
  readonly timeline: TimelineRows;
  readonly silences: SilenceRows;
  readonly timers: TimerRows;
  readonly storms: ContentRows<Storm>;
  readonly notices: ContentRows<Notice>;
  readonly paces: ContentRows<Pace>;
  readonly recordings: RecordingRows;
  readonly errorGroups: ErrorGroupRows;
  readonly errorSamples: ErrorSampleRows;
  readonly releases: ReleaseRows;
  readonly habits: HabitRows;
  readonly old: OldRows;
  readonly oldErrors: OldErrorRows;
  readonly settings: SettingRows;
}

/** Prepares the statements of all tables. */
export function prepareRows(db: Database): Rows {
  return {
    alerts: new AlertRows(db),
    routes: new RouteRows(db),
    incidents: new IncidentRows(db),
    incidentList: new IncidentList(db),
    deliveries: new DeliveryRows(db),
    timeline: new TimelineRows(db),
    silences: new SilenceRows(db),
    timers: new TimerRows(db),
    storms: new ContentRows<Storm>(db, 'storm'),
    notices: new ContentRows<Notice>(db, 'notice'),
    paces: new ContentRows<Pace>(db, 'pace'),
    recordings: new RecordingRows(db),
    errorGroups: new ErrorGroupRows(db),
    errorSamples: new ErrorSampleRows(db),
    releases: new ReleaseRows(db),
    habits: new HabitRows(db),
    old: new OldRows(db),
    oldErrors: new OldErrorRows(db),
    settings: new SettingRows(db),
  };
}
