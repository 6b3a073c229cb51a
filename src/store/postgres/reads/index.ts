import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { alertReads } from './alerts.ts';
import { coordinationOf } from './coordination.ts';
import { countReads } from './counts.ts';
import { dueReads } from './due.ts';
import { errorReads } from './errors.ts';
import { habitReads } from './habits.ts';
import { incidentReads } from './incidents.ts';
import { oldOnes } from './old.ts';
import { pendingReads } from './pending.ts';
import { recordingReads } from './recordings.ts';
import { settingReads } from './settings.ts';
import { subjectReads } from './subjects.ts';
import { timelineReads } from './timelines.ts';

/** All that is asked of a store besides its updates. */
export function reads(database: Database): Omit<Store, 'update' | 'close'> {
  return {
    ...dueReads(database),
    ...incidentReads(database),
    ...alertReads(database),
    ...timelineReads(database),
    ...subjectReads(database),
    ...pendingReads(database),
    ...countReads(database),
    ...recordingReads(database),
    ...errorReads(database),
    ...habitReads(database),
    ...oldOnes(database),
    ...coordinationOf(database),
    ...settingReads(database),
  };
}
