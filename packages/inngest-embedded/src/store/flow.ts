import type { Database } from "./database.ts";

/** Events held back until a timer fires: a debounce keeps the latest, a batch keeps all. */
export interface Gathering {
  readonly gatheringId: string;
  readonly kind: "debounce" | "batch";
  readonly slug: string;
  readonly key: string;
  readonly dueAt: number;
  /** A debounce fires by then however many events come, in milliseconds. */
  readonly latestAt: number;
}

/** State of rate limits, throttles, singletons, debounces and batches. */
export interface FlowStore {
  arrival(key: string): number | undefined;
  setArrival(key: string, arrival: number): void;
  /** The run that holds a singleton. */
  holder(key: string): string | undefined;
  hold(key: string, runId: string): void;
  letGo(key: string, runId: string): void;
  find(kind: Gathering["kind"], slug: string, key: string): Gathering | undefined;
  get(gatheringId: string): Gathering | undefined;
  all(): Gathering[];
  save(gathering: Gathering): void;
  /** Adds an event and answers how many there are now. */
  append(gatheringId: string, eventId: string): number;
  replace(gatheringId: string, eventId: string): void;
  eventIds(gatheringId: string): string[];
  remove(gatheringId: string): void;
  /** Deletes arrival times of the past, which say the same as none. */
  forgetArrivals(now: number): void;
}

const columns = "gathering_id AS gatheringId, kind, slug, key, due_at AS dueAt, latest_at AS latestAt";

/** Prepares the statements on flow control. */
export function createFlowStore(database: Database): FlowStore {
  const arrival = database.prepare<{ arrival: number }>("SELECT arrival FROM arrivals WHERE key = ?");
  const setArrival = database.prepare("INSERT OR REPLACE INTO arrivals VALUES (?, ?)");
  const forgetArrivals = database.prepare("DELETE FROM arrivals WHERE arrival < ?");
  const holder = database.prepare<{ runId: string }>("SELECT run_id AS runId FROM singletons WHERE key = ?");
  const hold = database.prepare("INSERT OR REPLACE INTO singletons VALUES (?, ?)");
  const letGo = database.prepare("DELETE FROM singletons WHERE key = ? AND run_id = ?");
  const find = database.prepare<Gathering>(`SELECT ${columns} FROM gatherings WHERE kind = ? AND slug = ? AND key = ?`);
  const get = database.prepare<Gathering>(`SELECT ${columns} FROM gatherings WHERE gathering_id = ?`);
  const all = database.prepare<Gathering>(`SELECT ${columns} FROM gatherings`);
  const save = database.prepare(
    "INSERT INTO gatherings VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (gathering_id) DO UPDATE SET due_at = excluded.due_at, key = excluded.key",
  );
  const count = database.prepare<{ n: number }>("SELECT count(*) AS n FROM gathering_events WHERE gathering_id = ?");
  const append = database.prepare("INSERT OR REPLACE INTO gathering_events VALUES (?, ?, ?)");
  const events = database.prepare<{ eventId: string }>(
    "SELECT event_id AS eventId FROM gathering_events WHERE gathering_id = ? ORDER BY position",
  );
  const remove = ["gatherings", "gathering_events"].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE gathering_id = ?`),
  );
  return {
    arrival: (key) => arrival.get(key)?.arrival,
    setArrival: (key, value) => void setArrival.run(key, value),
    forgetArrivals: (now) => void forgetArrivals.run(now),
    holder: (key) => holder.get(key)?.runId,
    hold: (key, runId) => void hold.run(key, runId),
    letGo: (key, runId) => void letGo.run(key, runId),
    find: (kind, slug, key) => find.get(kind, slug, key),
    get: (gatheringId) => get.get(gatheringId),
    all: () => all.all(),
    save: ({ gatheringId, kind, slug, key, dueAt, latestAt }) =>
      void save.run(gatheringId, kind, slug, key, dueAt, latestAt),
    append(gatheringId, eventId) {
      const position = count.get(gatheringId)?.n ?? 0;
      append.run(gatheringId, position, eventId);
      return position + 1;
    },
    replace: (gatheringId, eventId) => void append.run(gatheringId, 0, eventId),
    eventIds: (gatheringId) => events.all(gatheringId).map((row) => row.eventId),
    remove(gatheringId) {
      for (const statement of remove) statement.run(gatheringId);
    },
  };
}
