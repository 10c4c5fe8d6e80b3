import type { Database } from "./database.ts";

/** Which runs are requests to durable endpoints. */
export interface EndpointRunStore {
  insert(runId: string, maxAttempts: number): void;
  /** Notes the queue item that waits while the endpoint answers directly; null when the engine calls it from now on. */
  setDirectItem(runId: string, itemId: number | null): void;
  directItem(runId: string): number | null;
  /** How many attempts the endpoint allows; undefined for any other run. */
  maxAttempts(runId: string): number | undefined;
}

/** Prepares the statements on requests to durable endpoints. */
export function createEndpointRunStore(database: Database): EndpointRunStore {
  const insert = database.prepare("INSERT INTO endpoint_runs VALUES (?, ?, NULL)");
  const setItem = database.prepare("UPDATE endpoint_runs SET direct_item = ? WHERE run_id = ?");
  const get = database.prepare<{ maxAttempts: number; directItem: number | null }>(
    "SELECT max_attempts AS maxAttempts, direct_item AS directItem FROM endpoint_runs WHERE run_id = ?",
  );
  return {
    insert: (runId, maxAttempts) => void insert.run(runId, maxAttempts),
    setDirectItem: (runId, itemId) => void setItem.run(itemId, runId),
    directItem: (runId) => get.get(runId)?.directItem ?? null,
    maxAttempts: (runId) => get.get(runId)?.maxAttempts,
  };
}
