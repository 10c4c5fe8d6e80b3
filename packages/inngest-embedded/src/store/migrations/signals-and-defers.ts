/** Signals that steps wait for, and work that runs put off until their end. */
export const signalsAndDefers = `
-- who a signal goes to: at most one step at a time.
CREATE TABLE signals (
  signal TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX signals_run ON signals (run_id, step_id);

-- status: added or aborted. input and meta are JSON.
CREATE TABLE defers (
  run_id TEXT NOT NULL,
  hashed_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  input TEXT NOT NULL,
  meta TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (run_id, hashed_id)
) STRICT;
`;
