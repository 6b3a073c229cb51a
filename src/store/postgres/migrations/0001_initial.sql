-- works with: 1
-- What Quell remembers: incidents, their alerts and timelines, silences, storms, notices, deliveries, timers, and what
-- arrived.
-- Instants are milliseconds since the epoch. `content` is JSON kept as text: what people and monitors write may hold
-- NUL and halves of surrogate pairs, which JSON escapes, and which jsonb refuses. Other texts that come from outside are
-- encoded (text.ts) so that such characters can be kept, and so that COLLATE "C" orders them as the program does.
-- A uuid is a hash of a text (hash.ts), since texts such as keys may be too long for an index.

-- The number given last: one row, so that a number is never given twice, also when the newest incident was deleted.
CREATE TABLE numbering (last bigint NOT NULL);
INSERT INTO numbering VALUES (0);

-- How many incidents are resolved: the sum of all rows. Each transaction adds what it changes, and waits for no other;
-- now and then all are made one.
CREATE TABLE resolved_count (change bigint NOT NULL);

-- The content is the whole incident; all columns repeat parts of it, for lists and for what is old.
CREATE TABLE incident (
  id text COLLATE "C" PRIMARY KEY,
  number bigint NOT NULL UNIQUE,
  -- The hash of the group's key.
  group_id uuid NOT NULL,
  status text COLLATE "C" NOT NULL,
  severity text COLLATE "C" NOT NULL,
  opened_at bigint NOT NULL,
  channel text COLLATE "C" NOT NULL,
  assignee text COLLATE "C",
  muted_until bigint,
  withheld text COLLATE "C",
  storm text COLLATE "C",
  -- Of what is resolved.
  resolved_at bigint,
  -- The label `service`, of what is muted until a deploy.
  deploy text COLLATE "C",
  -- Whether Slack lags behind with it.
  pending boolean NOT NULL,
  last_seen_at bigint NOT NULL,
  -- Title, description and label values in lower case, for text search.
  search text COLLATE "C" NOT NULL,
  content text NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX incident_by_status ON incident (status, number);
CREATE INDEX incident_by_group ON incident (group_id, number);
CREATE INDEX incident_open ON incident (number) WHERE status <> 'resolved';
CREATE INDEX incident_open_of_group ON incident (group_id) WHERE status <> 'resolved';
CREATE INDEX incident_pending ON incident (channel, number) WHERE pending;
CREATE INDEX incident_over ON incident (resolved_at, id) WHERE resolved_at IS NOT NULL;
CREATE INDEX incident_of_storm ON incident (storm, number) WHERE storm IS NOT NULL;
CREATE INDEX incident_until_deploy ON incident (number) WHERE deploy IS NOT NULL AND status <> 'resolved';
CREATE INDEX incident_by_opening ON incident (opened_at);

-- What an alert says, written once, and how it stands, written at each re-send: small rows of their own,
-- so that a re-send does not rewrite the text. Both have the hash of the key as identity.
CREATE TABLE alert (
  id uuid PRIMARY KEY,
  key text COLLATE "C" NOT NULL,
  first_seen_at bigint NOT NULL,
  content text NOT NULL
);
CREATE TABLE alert_state (
  id uuid PRIMARY KEY,
  -- The incident's id.
  incident text COLLATE "C" NOT NULL,
  route text COLLATE "C" NOT NULL,
  firing boolean NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint,
  ends_at_is_timeout boolean NOT NULL,
  last_seen_at bigint NOT NULL,
  occurrences bigint NOT NULL,
  periods bigint NOT NULL,
  -- What few alerts have: rules that changed them, further keys, what suppresses them, inhibition. JSON.
  more text,
  -- The beginning of the key while it fires, for lists in the order of keys: whole keys may be too long for an index.
  firing_key text COLLATE "C"
) WITH (fillfactor = 80);
CREATE INDEX alert_firing_of ON alert_state (incident) WHERE firing;
CREATE INDEX alert_ended_of ON alert_state (incident, last_seen_at) WHERE NOT firing;
CREATE INDEX alert_end ON alert_state (ends_at) WHERE firing AND ends_at IS NOT NULL;
CREATE INDEX alert_firing ON alert_state (firing_key) WHERE firing;

-- Which keys a firing alert inhibits (side 'by'), and which inhibit it (side 'on').
CREATE TABLE inhibition (
  -- The hash of the inhibition's key.
  key uuid NOT NULL,
  side text COLLATE "C" NOT NULL,
  alert uuid NOT NULL,
  PRIMARY KEY (key, side, alert)
);
CREATE INDEX inhibition_of_alert ON inhibition (alert);

-- Of incidents and storms.
CREATE TABLE timeline (
  subject text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (subject, seq)
);

-- Of incidents, storms and notices.
CREATE TABLE delivery (
  subject text COLLATE "C" PRIMARY KEY,
  -- Where the card stands; null: nowhere yet. Both repeat parts of the content.
  channel_id text COLLATE "C" NOT NULL,
  card_ts text COLLATE "C",
  content text NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX delivery_by_card ON delivery (card_ts, channel_id) WHERE card_ts IS NOT NULL;

CREATE TABLE silence (
  id text COLLATE "C" PRIMARY KEY,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  content text NOT NULL
);
CREATE INDEX silence_by_end ON silence (ends_at, id);

CREATE TABLE storm (
  id text COLLATE "C" PRIMARY KEY,
  channel text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  pending boolean NOT NULL,
  content text NOT NULL
);
CREATE INDEX storm_running ON storm (channel) WHERE ended_at IS NULL;
CREATE INDEX storm_over ON storm (started_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX storm_pending ON storm (channel) WHERE pending;

CREATE TABLE notice (
  id text COLLATE "C" PRIMARY KEY,
  channel text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  pending boolean NOT NULL,
  content text NOT NULL
);
CREATE INDEX notice_over ON notice (at, id);
CREATE INDEX notice_pending ON notice (channel) WHERE pending;

CREATE TABLE pace (channel text COLLATE "C" PRIMARY KEY, content text NOT NULL);

-- What arrived, in its order: each transaction takes places of its own, a block of them at a time. Old rows are deleted a
-- few at a time by their beginning: partitions would have to be made while several versions of the program run, and
-- every one of them would need to know how.
CREATE SEQUENCE recording_block INCREMENT BY 1 MINVALUE 1 CACHE 1;
CREATE TABLE recording (
  id bigint PRIMARY KEY,
  at bigint NOT NULL,
  -- When the last of those came that were folded; `at` where nothing was.
  last bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  content text NOT NULL
);
CREATE INDEX recording_by_time ON recording (at);

CREATE TABLE timer (
  -- The hash of the timer's key, which is kind, colon and subject.
  id uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  after text COLLATE "C"
);
CREATE INDEX timer_due ON timer (at);

-- Values that are made once, such as generated keys.
CREATE TABLE setting (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);

-- Rights that one process at a time has, and the processes.
CREATE TABLE lease (
  name text COLLATE "C" PRIMARY KEY,
  holder text COLLATE "C" NOT NULL,
  until bigint NOT NULL,
  token bigint NOT NULL
);
CREATE TABLE member (
  id text COLLATE "C" PRIMARY KEY,
  started_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  content text NOT NULL
);

-- Written to find out whether anything can be written.
CREATE TABLE probe (tries bigint NOT NULL);
INSERT INTO probe VALUES (0);
