import type { Database } from "./database.ts";
import type { EventRow } from "./events.ts";
import type { QueueKind } from "./queue.ts";

/** An event in a list: without its body, which may be large. */
export interface EventSummary extends Omit<EventRow, "body"> {
  /** Length of the body, in characters. */
  readonly size: number;
}

/** A pending call or timer as people look at it. */
export interface PendingItem {
  readonly itemId: number;
  readonly runId: string;
  readonly slug: string;
  readonly kind: QueueKind;
  readonly stepId: string | null;
  readonly at: number;
  readonly attempt: number;
  readonly leased: number;
}

/** How many items of a kind there are: being made, due, and later. */
export interface PendingCount {
  readonly kind: QueueKind;
  readonly leased: number;
  readonly due: number;
  readonly later: number;
}

/** Reads events and the queue for people. */
export interface InspectionStore {
  /** Newest first, those before an event id where one is given. */
  events(query: {
    readonly name: string | undefined;
    readonly before: string | undefined;
    readonly limit: number;
  }): EventSummary[];
  /** By the engine's id or the sender's; the newest where a sender used one twice. */
  event(id: string): EventRow | undefined;
  /** Soonest first, those after an item where one is given. */
  pending(after: { readonly at: number; readonly itemId: number } | undefined, limit: number): PendingItem[];
  counts(now: number): PendingCount[];
}

/** Sorts after every ULID. */
const lastId = "~";

/** Prepares the reading statements. */
export function createInspectionStore(database: Database): InspectionStore {
  const columns = "event_id AS eventId, public_id AS publicId, name, received_at AS receivedAt";
  const summary = `SELECT ${columns}, length(body) AS size FROM events`;
  const events = database.prepare<EventSummary>(`${summary} WHERE event_id < ? ORDER BY event_id DESC LIMIT ?`);
  const named = database.prepare<EventSummary>(
    `${summary} WHERE name = ? AND event_id < ? ORDER BY event_id DESC LIMIT ?`,
  );
  const event = database.prepare<EventRow>(
    `SELECT ${columns}, body FROM events WHERE event_id = ?1 OR public_id = ?1 ORDER BY event_id DESC LIMIT 1`,
  );
  const pending = database.prepare<PendingItem>(
    `SELECT item_id AS itemId, queue.run_id AS runId, slug, kind, step_id AS stepId, at, attempt, leased
     FROM queue JOIN runs ON runs.run_id = queue.run_id
     WHERE (at, item_id) > (?, ?) ORDER BY at, item_id LIMIT ?`,
  );
  const counts = database.prepare<PendingCount>(
    `SELECT kind, sum(leased = 1) AS leased, sum(leased = 0 AND at <= ?1) AS due, sum(leased = 0 AND at > ?1) AS later
     FROM queue GROUP BY kind ORDER BY kind`,
  );
  return {
    events: ({ name, before = lastId, limit }) =>
      name === undefined ? events.all(before, limit) : named.all(name, before, limit),
    event: (id) => event.get(id),
    pending: (after, limit) => pending.all(after?.at ?? 0, after?.itemId ?? 0, limit),
    counts: (now) => counts.all(now),
  };
}
