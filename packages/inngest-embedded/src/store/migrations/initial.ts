/** The first tables. Times are milliseconds since 1970, JSON is text. */
export const initial = `
CREATE TABLE apps (
  app_id TEXT PRIMARY KEY,
  sdk TEXT NOT NULL,
  synced_at INTEGER NOT NULL
) STRICT;

CREATE TABLE functions (
  slug TEXT PRIMARY KEY,
  app_id TEXT NOT NULL,
  config TEXT NOT NULL,
  archived_at INTEGER
) STRICT;

CREATE TABLE crons (
  slug TEXT NOT NULL,
  expression TEXT NOT NULL,
  jitter_ms INTEGER NOT NULL,
  tick_at INTEGER NOT NULL,
  fire_at INTEGER NOT NULL,
  PRIMARY KEY (slug, expression)
) STRICT, WITHOUT ROWID;

-- public_id is the sender's own id, where it gave one.
CREATE TABLE events (
  event_id TEXT PRIMARY KEY,
  public_id TEXT,
  name TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX events_public ON events (public_id) WHERE public_id IS NOT NULL;
CREATE INDEX events_received ON events (received_at);

CREATE TABLE idempotency (
  slug TEXT NOT NULL,
  key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (slug, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expires ON idempotency (expires_at);

CREATE TABLE runs (
  run_id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  status TEXT NOT NULL,
  request_version INTEGER NOT NULL,
  force_plan INTEGER NOT NULL,
  score INTEGER NOT NULL,
  gate_values TEXT NOT NULL,
  correlation TEXT,
  singleton_key TEXT,
  throttle_key TEXT,
  batch_id TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  output TEXT,
  error TEXT,
  state_bytes INTEGER NOT NULL,
  step_count INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_slug ON runs (slug, run_id);
CREATE INDEX runs_status ON runs (status, run_id);
CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE run_events (
  run_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_events_event ON run_events (event_id);

-- open: planned, sleeping or waiting. position orders the recorded ones.
CREATE TABLE steps (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  status TEXT NOT NULL,
  position INTEGER,
  op TEXT NOT NULL,
  name TEXT NOT NULL,
  race INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  value TEXT,
  PRIMARY KEY (run_id, step_id)
) STRICT;
CREATE INDEX steps_open ON steps (run_id) WHERE status = 'open';

CREATE TABLE queue (
  item_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  step_id TEXT,
  at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  leased INTEGER NOT NULL,
  planned_position INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_run ON queue (run_id);

CREATE TABLE pauses (
  pause_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  step_id TEXT,
  kind TEXT NOT NULL,
  event_name TEXT,
  expression TEXT,
  bindings TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pauses_run ON pauses (run_id);

-- theoretical arrival times of rate limits and throttles.
CREATE TABLE arrivals (
  key TEXT PRIMARY KEY,
  arrival REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE singletons (
  key TEXT PRIMARY KEY,
  run_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: debounce or batch. Holds events until their timer fires.
CREATE TABLE gatherings (
  gathering_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  key TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  latest_at INTEGER NOT NULL,
  UNIQUE (kind, slug, key)
) STRICT;
CREATE TABLE gathering_events (
  gathering_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (gathering_id, position)
) STRICT, WITHOUT ROWID;
`;
