import type { Database } from "./database.ts";

/** `start`, `discover` and `step` are calls into the SDK, `gateway` is one to the outside; the others are timers. */
export type QueueKind =
  | "start"
  | "discover"
  | "step"
  | "gateway"
  | "sleep"
  | "wait"
  | "start-timeout"
  | "finish-timeout";

/** One pending call or timer of a run, with what is needed to put it in order without reading the run. */
export interface QueueItem {
  readonly itemId: number;
  readonly runId: string;
  readonly kind: QueueKind;
  readonly stepId: string | null;
  /** Not before this instant, in milliseconds. */
  readonly at: number;
  /** Failed attempts so far. */
  readonly attempt: number;
  /** Grows with each lease; an answer to an older one has no effect. */
  readonly generation: number;
  /** Results recorded when the step was planned: what its call is shown. */
  readonly plannedPosition: number;
  readonly slug: string;
  readonly score: number;
  readonly gateValues: string;
  readonly throttleKey: string | null;
}

/** The durable queue. */
export interface QueueStore {
  nextId(): number;
  insert(item: QueueItem): void;
  lease(itemId: number, generation: number): void;
  reschedule(itemId: number, at: number, attempt: number, generation: number): void;
  resetAttempt(itemId: number): void;
  exists(itemId: number, generation: number): boolean;
  delete(itemId: number): boolean;
  /** True when a fresh discovery of the run is waiting for its turn. */
  hasDiscovery(runId: string): boolean;
  /** The replay of a run that waits for its turn or its time. */
  pendingReplay(runId: string): QueueItem | undefined;
  /** Deletes the timer of a wait or sleep and answers its id. */
  deleteTimer(runId: string, stepId: string, kind: QueueKind): number | undefined;
  deleteRun(runId: string): number[];
  load(): QueueItem[];
  leased(): QueueItem[];
}

const columns = `item_id AS itemId, queue.run_id AS runId, kind, step_id AS stepId, at, attempt, generation,
  planned_position AS plannedPosition, slug, score, gate_values AS gateValues, throttle_key AS throttleKey`;

/** Prepares the statements on the queue. */
export function createQueueStore(database: Database): QueueStore {
  const highest = database.prepare<{ id: number | null }>("SELECT max(item_id) AS id FROM queue");
  const insert = database.prepare("INSERT INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)");
  const lease = database.prepare("UPDATE queue SET leased = 1, generation = ? WHERE item_id = ?");
  const reschedule = database.prepare(
    "UPDATE queue SET leased = 0, at = ?, attempt = ?, generation = ? WHERE item_id = ?",
  );
  const resetAttempt = database.prepare("UPDATE queue SET attempt = 0 WHERE item_id = ?");
  const exists = database.prepare("SELECT 1 FROM queue WHERE item_id = ? AND generation = ? AND leased = 1");
  const discovery = database.prepare(
    "SELECT 1 FROM queue WHERE run_id = ? AND kind = 'discover' AND leased = 0 AND attempt = 0 LIMIT 1",
  );
  const remove = database.prepare("DELETE FROM queue WHERE item_id = ?");
  const removeTimer = database.prepare<{ id: number }>(
    "DELETE FROM queue WHERE run_id = ? AND step_id = ? AND kind = ? RETURNING item_id AS id",
  );
  const removeRun = database.prepare<{ id: number }>("DELETE FROM queue WHERE run_id = ? RETURNING item_id AS id");
  const load = database.prepare<QueueItem>(
    `SELECT ${columns} FROM queue JOIN runs ON runs.run_id = queue.run_id WHERE leased = 0 ORDER BY item_id`,
  );
  const leased = database.prepare<QueueItem>(
    `SELECT ${columns} FROM queue JOIN runs ON runs.run_id = queue.run_id WHERE leased = 1 ORDER BY item_id`,
  );
  const replay = database.prepare<QueueItem>(
    `SELECT ${columns} FROM queue JOIN runs ON runs.run_id = queue.run_id
     WHERE queue.run_id = ? AND kind = 'discover' AND leased = 0 LIMIT 1`,
  );
  let last = highest.get()?.id ?? 0;
  return {
    nextId() {
      last += 1;
      return last;
    },
    insert: (item) =>
      void insert.run(
        item.itemId,
        item.runId,
        item.kind,
        item.stepId,
        item.at,
        item.attempt,
        item.generation,
        item.plannedPosition,
      ),
    lease: (itemId, generation) => void lease.run(generation, itemId),
    reschedule: (itemId, at, attempt, generation) => void reschedule.run(at, attempt, generation, itemId),
    resetAttempt: (itemId) => void resetAttempt.run(itemId),
    exists: (itemId, generation) => exists.get(itemId, generation) !== undefined,
    delete: (itemId) => remove.run(itemId) > 0,
    pendingReplay: (runId) => replay.get(runId),
    hasDiscovery: (runId) => discovery.get(runId) !== undefined,
    deleteTimer: (runId, stepId, kind) => removeTimer.get(runId, stepId, kind)?.id,
    deleteRun: (runId) => removeRun.all(runId).map((row) => row.id),
    load: () => load.all(),
    leased: () => leased.all(),
  };
}
