-- Errors of programs: their groups, events and releases; and how sources speak.

-- Errors that are alike. All columns but the last repeat parts of the content.
CREATE TABLE error_group (
  id TEXT NOT NULL UNIQUE,
  project TEXT NOT NULL,
  merged_into TEXT,
  merged_why TEXT,
  level TEXT NOT NULL,
  first_release TEXT NOT NULL,
  last_release TEXT NOT NULL,
  -- A JSON array.
  environments TEXT NOT NULL,
  -- The incident's id; the incident may be deleted.
  incident TEXT,
  last_seen_at INTEGER NOT NULL,
  -- Title, culprit, logger and type in lower case, for text search.
  search TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX error_group_by_time ON error_group (last_seen_at, id);
CREATE INDEX error_group_of_project ON error_group (project, last_seen_at, id) WHERE merged_into IS NULL;
CREATE INDEX error_group_merged ON error_group (merged_into, id) WHERE merged_into IS NOT NULL;

-- Their events: of each group so many, the next one in the place of the oldest. Beside the place and what is kept for how
-- long, all columns but the last repeat parts of the content.
CREATE TABLE error_sample (
  group_id TEXT NOT NULL,
  slot INTEGER NOT NULL,
  -- Why it is kept for ever; null: it is not.
  keepsake TEXT,
  received_at INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  project TEXT NOT NULL,
  environment TEXT NOT NULL,
  level TEXT NOT NULL,
  release TEXT NOT NULL,
  -- All that its user is known by: a JSON array, or null.
  users TEXT,
  -- Message, types and values of the exceptions, and the transaction in lower case, for text search.
  search TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX error_sample_place ON error_sample (group_id, slot);
CREATE INDEX error_sample_by_event ON error_sample (event_id);
-- Both tell what is old without a look at the rows, which are large.
CREATE INDEX error_sample_by_time ON error_sample (received_at, group_id, slot, keepsake);
CREATE INDEX error_sample_of_project ON error_sample (project, received_at, group_id, slot, keepsake);

-- Versions of projects' programs.
CREATE TABLE project_release (
  project TEXT NOT NULL,
  version TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX release_by_version ON project_release (project, version);
CREATE INDEX release_by_time ON project_release (project, first_seen_at, version);

-- How sources speak, for noticing that one fell silent.
CREATE TABLE source_habit (
  name TEXT PRIMARY KEY,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  at_rest INTEGER NOT NULL,
  longest_pause INTEGER NOT NULL,
  deaf INTEGER NOT NULL,
  silent_since INTEGER,
  back_at INTEGER
) STRICT, WITHOUT ROWID;
