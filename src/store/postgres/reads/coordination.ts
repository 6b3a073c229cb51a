import { hours } from '../../../domain/time.ts';
import type { Coordination } from '../../alone.ts';
import type { Lease, Member } from '../../store.ts';
import type { Database } from '../database.ts';
import { oneRow } from '../one-row.ts';
import { decodeText, encodeText } from '../text.ts';

const FORGOTTEN_AFTER = hours(1);

/** What several processes agree by: the tables `lease` and `member`. */
export function coordinationOf({ query }: Database): Coordination {
  return {
    async claim(name, holder, now, until) {
      const asked = [encodeText(name), encodeText(holder), until, now];
      const lease = oneRow(await query<Lease>(CLAIM, asked));
      return { ...lease, holder: decodeText(lease.holder) };
    },
    async release(name, holder) {
      await query(RELEASE, [encodeText(name), encodeText(holder)]);
    },
    async greet(member) {
      const { id, startedAt, seenAt } = member;
      await query(GREET, [encodeText(id), startedAt, seenAt, JSON.stringify(member)]);
      await query('DELETE FROM member WHERE seen_at < $1', [seenAt - FORGOTTEN_AFTER]);
    },
    async leave(id) {
      await query('DELETE FROM member WHERE id = $1', [encodeText(id)]);
    },
    async members(since) {
      const rows = await query<{ content: string }>(MEMBERS, [since]);
      // The guarantee: `greet` wrote it from a member.
      return rows.map(({ content }): Member => JSON.parse(content));
    },
  };
}

/** One statement, so that of several processes that ask at once each sees what the one before made of it. */
const CLAIM = `
  INSERT INTO lease AS held (name, holder, until, token) VALUES ($1, $2, $3, 1)
  ON CONFLICT (name) DO UPDATE SET
    holder = CASE WHEN held.until > $4 THEN held.holder ELSE excluded.holder END,
    until = CASE WHEN held.until > $4 AND held.holder <> excluded.holder THEN held.until ELSE excluded.until END,
    token = CASE WHEN held.until > $4 OR held.holder = excluded.holder THEN held.token ELSE held.token + 1 END
  RETURNING holder, until, token`;

const RELEASE = 'UPDATE lease SET until = 0 WHERE name = $1 AND holder = $2';

const GREET = `
  INSERT INTO member (id, started_at, seen_at, content) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO UPDATE
  SET started_at = excluded.started_at, seen_at = excluded.seen_at, content = excluded.content`;

const MEMBERS = 'SELECT content FROM member WHERE seen_at >= $1 ORDER BY started_at, id';
