-- What Quell remembers: incidents, their alerts and timelines, silences, deliveries, timers.
-- Instants are milliseconds since the epoch; yes and no are 1 and 0; `content` is JSON.

PRAGMA application_id = 1366648172; -- "Quel"

CREATE TABLE incident (
  -- AUTOINCREMENT: a number is never given twice, also when the newest incident was deleted.
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  group_key TEXT NOT NULL,
  status TEXT NOT NULL,
  severity TEXT NOT NULL,
  -- The next two repeat parts of the content, for lists.
  assignee TEXT,
  muted_until INTEGER,
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

-- What an alert says, written once, and how it stands, written at each re-send: small rows of their own,
-- so that a re-send does not rewrite the text.
CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  first_seen_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE alert_state (
  id INTEGER PRIMARY KEY REFERENCES alert ON DELETE CASCADE,
  incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  firing INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  ends_at_is_timeout INTEGER NOT NULL,
  silenced INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  occurrences INTEGER NOT NULL,
  periods INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_of_incident ON alert_state (incident);
CREATE INDEX alert_ended ON alert_state (incident, last_seen_at) WHERE firing = 0;

CREATE TABLE timeline (
  incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
  incident TEXT PRIMARY KEY REFERENCES incident (id) ON DELETE CASCADE,
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
