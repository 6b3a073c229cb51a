-- What Quell remembers: incidents, their alerts and timelines, silences, storms, notices, deliveries, timers, and what
-- arrived.
-- Instants are milliseconds since the epoch; yes and no are 1 and 0; `content` is JSON.

PRAGMA application_id = 1366648172; -- "Quel"

CREATE TABLE incident (
  -- AUTOINCREMENT: a number is never given twice, also when the newest incident was deleted.
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  group_key TEXT NOT NULL,
  status TEXT NOT NULL,
  severity TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  -- The next five repeat parts of the content, for lists and for what is old.
  assignee TEXT,
  muted_until INTEGER,
  withheld TEXT,
  storm TEXT,
  resolved_at INTEGER,
  -- Whether it is open, has a firing alert, or Slack lags behind with it: those are loaded at start.
  live INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  alert_count INTEGER NOT NULL,
  firing_count INTEGER NOT NULL,
  audible_count INTEGER NOT NULL,
  occurrence_count INTEGER NOT NULL,
  -- Title, description and label values in lower case, for text search.
  search TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX incident_by_status ON incident (status, number);
CREATE INDEX incident_by_group ON incident (group_key, number);
CREATE INDEX incident_open ON incident (number) WHERE status <> 'resolved';
CREATE INDEX incident_live ON incident (number) WHERE live = 1;
CREATE INDEX incident_over ON incident (resolved_at, id) WHERE live = 0;
CREATE INDEX incident_of_storm ON incident (storm, number) WHERE storm IS NOT NULL;

-- The paths of routes, of which there are few: alerts refer to them by number.
CREATE TABLE route (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;

-- What an alert says, written once, and how it stands, written at each re-send: small rows of their own,
-- so that a re-send does not rewrite the text.
CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  -- Null where it says nothing but the labels, which are in the content.
  key TEXT,
  first_seen_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE alert_state (
  id INTEGER PRIMARY KEY REFERENCES alert ON DELETE CASCADE,
  incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
  -- A number made of the key, for looking it up: keys are as long as all labels together.
  key_hash INTEGER NOT NULL,
  -- In the table `route`.
  route INTEGER NOT NULL,
  firing INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  ends_at_is_timeout INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  occurrences INTEGER NOT NULL,
  periods INTEGER NOT NULL,
  -- What few alerts have: rules that changed them, further keys, what suppresses them, inhibition. JSON.
  more TEXT
) STRICT;
CREATE INDEX alert_of_incident ON alert_state (incident);
CREATE INDEX alert_ended ON alert_state (incident, last_seen_at) WHERE firing = 0;
-- What fires is in memory and never looked up here, so that a new alert costs this index nothing.
CREATE INDEX alert_ended_by_key ON alert_state (key_hash) WHERE firing = 0;

-- Of incidents and storms.
CREATE TABLE timeline (
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

-- Of incidents, storms and notices.
CREATE TABLE delivery (
  subject TEXT PRIMARY KEY,
  -- Where the card stands; null: nowhere yet. Both repeat parts of the content.
  channel_id TEXT NOT NULL,
  card_ts TEXT,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_by_card ON delivery (card_ts, channel_id) WHERE card_ts IS NOT NULL;

CREATE TABLE silence (
  id TEXT PRIMARY KEY,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX silence_by_end ON silence (ends_at);

-- These three are few, and all in memory.
CREATE TABLE storm (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE notice (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pace (channel TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What arrived, in its order. Instants hardly ever fall from one row to the next, so that they are found without an index.
CREATE TABLE recording (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- When the last of those came that were folded; null where nothing was.
  last INTEGER,
  -- Null where it says nothing but the labels, which are in the content.
  key TEXT,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE timer (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  after TEXT,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- Values that are made once, such as generated keys.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Written to find out whether anything can be written.
CREATE TABLE probe (tries INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (0);
