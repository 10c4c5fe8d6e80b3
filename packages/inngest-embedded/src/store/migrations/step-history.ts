/** When steps were planned, every attempt that failed, and which run an invoke started. */
export const stepHistory = `
ALTER TABLE steps ADD COLUMN queued_at INTEGER;

-- step_id is empty for calls of the function itself. error is JSON.
CREATE TABLE failed_attempts (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id, at, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_correlation ON runs (correlation) WHERE correlation IS NOT NULL;
`;
