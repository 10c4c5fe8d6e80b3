/** Runs made of other runs, inputs that were edited for them, and functions that are paused. */
export const manualOperations = `
CREATE TABLE reruns (
  run_id TEXT PRIMARY KEY,
  original_run_id TEXT NOT NULL,
  from_step_id TEXT
) STRICT, WITHOUT ROWID;

-- input is the JSON of a list of arguments.
CREATE TABLE step_inputs (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  input TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT;

-- skipped counts the runs that were not started because of it.
CREATE TABLE paused_functions (
  slug TEXT PRIMARY KEY,
  paused_at INTEGER NOT NULL,
  skipped INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
