import type { Database } from "./database.ts";

/** Where a run made by hand comes from. */
export interface RerunRow {
  readonly originalRunId: string;
  /** The first step that was not taken over; null when none was. */
  readonly fromStepId: string | null;
}

/** Runs made of others, and inputs edited for them. */
export interface RerunStore {
  insert(runId: string, row: RerunRow): void;
  get(runId: string): RerunRow | undefined;
  /** Keeps the arguments a step is to run with, as JSON of a list. */
  setInput(runId: string, stepId: string, input: string): void;
  /** The edited inputs of steps that have no result yet. */
  openInputs(runId: string): { readonly stepId: string; readonly input: string }[];
}

/** Prepares the statements on reruns. */
export function createRerunStore(database: Database): RerunStore {
  const insert = database.prepare("INSERT INTO reruns VALUES (?, ?, ?)");
  const get = database.prepare<RerunRow>(
    "SELECT original_run_id AS originalRunId, from_step_id AS fromStepId FROM reruns WHERE run_id = ?",
  );
  const setInput = database.prepare("INSERT INTO step_inputs VALUES (?, ?, ?)");
  const openInputs = database.prepare<{ stepId: string; input: string }>(
    `SELECT step_id AS stepId, input FROM step_inputs WHERE run_id = ?1 AND NOT EXISTS (
       SELECT 1 FROM steps WHERE steps.run_id = ?1 AND steps.step_id = step_inputs.step_id
         AND status IN ('completed', 'failed'))`,
  );
  return {
    insert: (runId, { originalRunId, fromStepId }) => void insert.run(runId, originalRunId, fromStepId),
    get: (runId) => get.get(runId),
    setInput: (runId, stepId, input) => void setInput.run(runId, stepId, input),
    openInputs: (runId) => openInputs.all(runId),
  };
}
