import type { GatewayRequest } from "../gateway/gateway-request.ts";
import type { Database } from "./database.ts";

/** Calls to the outside that are not answered yet. They may hold keys, so each is overwritten as soon as its step ends. */
export interface GatewayRequestStore {
  insert(runId: string, stepId: string, request: GatewayRequest): void;
  get(runId: string, stepId: string): GatewayRequest | undefined;
  delete(runId: string, stepId: string): void;
  deleteRun(runId: string): void;
}

/** Prepares the statements on requests. */
export function createGatewayRequestStore(database: Database): GatewayRequestStore {
  const insert = database.prepare("INSERT OR REPLACE INTO gateway_requests VALUES (?, ?, ?)");
  const get = database.prepare<{ request: string }>(
    "SELECT request FROM gateway_requests WHERE run_id = ? AND step_id = ?",
  );
  const remove = database.prepare("DELETE FROM gateway_requests WHERE run_id = ? AND step_id = ?");
  const removeRun = database.prepare("DELETE FROM gateway_requests WHERE run_id = ?");
  const hasAny = database.prepare("SELECT 1 FROM gateway_requests WHERE run_id = ? LIMIT 1");

  /** Deletes so that the file no longer holds the content, rather than only marking its place as free. */
  function erase(deletion: () => void): void {
    // SQLite sets this while it prepares the statement, so that a prepared one cannot be kept.
    database.prepare("PRAGMA secure_delete = ON");
    try {
      deletion();
    } finally {
      database.prepare("PRAGMA secure_delete = OFF");
    }
  }

  return {
    insert: (runId, stepId, request) => void insert.run(runId, stepId, JSON.stringify(request)),
    get(runId, stepId) {
      const row = get.get(runId, stepId);
      return row && (JSON.parse(row.request) as GatewayRequest);
    },
    delete: (runId, stepId) => erase(() => remove.run(runId, stepId)),
    deleteRun(runId) {
      if (hasAny.get(runId)) erase(() => removeRun.run(runId));
    },
  };
}
