import type { Subject } from '../../../domain/delivery.ts';
import { openLossesOf } from '../../losses.ts';
import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import type { ContentRow } from '../rows/incidents.ts';
import { readDelivery, readNotice, readStorm, readSubject } from '../rows/subjects.ts';
import { encodeText } from '../text.ts';

type SubjectReads = Pick<
  Store,
  'storm' | 'stormOf' | 'notice' | 'openLosses' | 'subject' | 'delivery'
>;

/** Reads of storms, notices and deliveries. */
export function subjectReads({ query }: Database): SubjectReads {
  const byId = async <Row extends ContentRow, T>(
    sql: string,
    id: string,
    read: (row: Row) => T,
  ): Promise<T | undefined> => {
    const [row] = await query<Row>(sql, [encodeText(id)]);
    return row && read(row);
  };
  return {
    storm: (id) => byId('SELECT content FROM storm WHERE id = $1', id, readStorm),
    stormOf: (channel) => byId(RUNNING, channel, readStorm),
    notice: (id) => byId('SELECT content FROM notice WHERE id = $1', id, readNotice),
    openLosses: async () => openLossesOf((await query<ContentRow>(LOSSES, [])).map(readNotice)),
    delivery: (id) => byId('SELECT content FROM delivery WHERE subject = $1', id, readDelivery),
    subject: (id) => byId<ContentRow & Pick<Subject, 'type'>, Subject>(SUBJECT, id, readSubject),
  };
}

const RUNNING = 'SELECT content FROM storm WHERE channel = $1 AND ended_at IS NULL LIMIT 1';

/** Notices are few, and seldom looked through. */
const LOSSES = `SELECT content FROM notice WHERE content LIKE '%"kind":"losses"%'`;

const SUBJECT = `
  SELECT 'incident' AS type, content FROM incident WHERE id = $1
  UNION ALL SELECT 'storm', content FROM storm WHERE id = $1
  UNION ALL SELECT 'notice', content FROM notice WHERE id = $1
  LIMIT 1`;
