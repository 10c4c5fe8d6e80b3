/** The secret tokens are signed with, metadata of runs and steps, and the requests that durable endpoints are answering. */
export const realtimeAndEndpoints = `
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- step_id is empty for what belongs to the run itself.
CREATE TABLE run_metadata (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  metadata TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, step_id, scope, kind)
) STRICT, WITHOUT ROWID;

-- direct_item: the queue item that waits while the endpoint answers its caller directly; null once the engine calls it.
CREATE TABLE endpoint_runs (
  run_id TEXT PRIMARY KEY,
  max_attempts INTEGER NOT NULL,
  direct_item INTEGER
) STRICT, WITHOUT ROWID;
`;
