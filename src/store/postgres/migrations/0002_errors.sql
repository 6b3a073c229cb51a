-- works with: 2
-- Errors of programs: their groups, events and releases; and how sources speak.

-- Errors that are alike. All columns but the last repeat parts of the content.
CREATE TABLE error_group (
  id text COLLATE "C" PRIMARY KEY,
  project text COLLATE "C" NOT NULL,
  merged_into text COLLATE "C",
  merged_why text COLLATE "C",
  level text COLLATE "C" NOT NULL,
  first_release text COLLATE "C" NOT NULL,
  last_release text COLLATE "C" NOT NULL,
  environments text[] COLLATE "C" NOT NULL,
  -- The incident's id; the incident may be deleted.
  incident text COLLATE "C",
  last_seen_at bigint NOT NULL,
  -- Title, culprit, logger and type in lower case, for text search.
  search text COLLATE "C" NOT NULL,
  content text NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX error_group_by_time ON error_group (last_seen_at, id);
CREATE INDEX error_group_of_project ON error_group (project, last_seen_at, id) WHERE merged_into IS NULL;
CREATE INDEX error_group_merged ON error_group (merged_into, id) WHERE merged_into IS NOT NULL;

-- Their events: of each group so many, the next one in the place of the oldest. Beside the place and what is kept for how
-- long, all columns but the last repeat parts of the content.
CREATE TABLE error_sample (
  group_id text COLLATE "C" NOT NULL,
  slot bigint NOT NULL,
  -- Why it is kept for ever; null: it is not.
  keepsake text COLLATE "C",
  received_at bigint NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  project text COLLATE "C" NOT NULL,
  environment text COLLATE "C" NOT NULL,
  level text COLLATE "C" NOT NULL,
  release text COLLATE "C" NOT NULL,
  -- All that its user is known by.
  users text[] COLLATE "C" NOT NULL,
  -- Message, types and values of the exceptions, and the transaction in lower case, for text search.
  search text COLLATE "C" NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (group_id, slot)
) WITH (fillfactor = 80);
CREATE INDEX error_sample_by_event ON error_sample (event_id);
-- Both tell what is old without a look at the rows.
CREATE INDEX error_sample_by_time ON error_sample (received_at, group_id, slot) INCLUDE (keepsake);
CREATE INDEX error_sample_of_project ON error_sample (project, received_at, group_id, slot) INCLUDE (keepsake);

-- Versions of projects' programs.
CREATE TABLE project_release (
  -- The hash of project and version.
  id uuid PRIMARY KEY,
  project text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL,
  first_seen_at bigint NOT NULL,
  content text NOT NULL
);
CREATE INDEX release_by_time ON project_release (project, first_seen_at, version);

-- How sources speak, for noticing that one fell silent.
CREATE TABLE source_habit (
  name text COLLATE "C" PRIMARY KEY,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  at_rest boolean NOT NULL DEFAULT false,
  longest_pause bigint NOT NULL DEFAULT 0,
  deaf bigint NOT NULL DEFAULT 0,
  silent_since bigint,
  back_at bigint
);
