import type { Database } from "./database.ts";

/** An event as kept: `body` is the JSON functions receive, `eventId` the engine's ULID. */
export interface EventRow {
  readonly eventId: string;
  /** The sender's own id, where it gave one. */
  readonly publicId: string | null;
  readonly name: string;
  readonly receivedAt: number;
  readonly body: string;
}

/** Events and the idempotency keys of what they started. */
export interface EventStore {
  /** Keeps the event; false when this ULID is known already (a retried send). */
  insert(row: EventRow): boolean;
  rows(eventIds: readonly string[]): EventRow[];
  bodies(eventIds: readonly string[]): string[];
  /** Claims a key for a run; the holder's run id when it is taken. */
  claim(slug: string, key: string, runId: string, now: number, expiresAt: number): string | undefined;
  /** Deletes idempotency keys that have expired. */
  forgetKeys(now: number): void;
  /** Deletes events nothing refers to, received before an instant; answers how many. */
  forget(receivedBefore: number): number;
}

/** Prepares the statements on events and idempotency. */
export function createEventStore(database: Database): EventStore {
  const insert = database.prepare("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)");
  const row = database.prepare<EventRow>(
    `SELECT event_id AS eventId, public_id AS publicId, name, received_at AS receivedAt, body
     FROM events WHERE event_id = ?`,
  );
  const body = database.prepare<{ body: string }>("SELECT body FROM events WHERE event_id = ?");
  const holder = database.prepare<{ runId: string; expiresAt: number }>(
    "SELECT run_id AS runId, expires_at AS expiresAt FROM idempotency WHERE slug = ? AND key = ?",
  );
  const claim = database.prepare("INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?)");
  const expire = database.prepare("DELETE FROM idempotency WHERE expires_at <= ?");
  const forget = database.prepare(
    `DELETE FROM events WHERE received_at < ?
       AND NOT EXISTS (SELECT 1 FROM run_events WHERE run_events.event_id = events.event_id)
       AND NOT EXISTS (SELECT 1 FROM gathering_events WHERE gathering_events.event_id = events.event_id)`,
  );
  return {
    insert: (row) => insert.run(row.eventId, row.publicId, row.name, row.receivedAt, row.body) > 0,
    rows: (eventIds) => eventIds.flatMap((eventId) => row.get(eventId) ?? []),
    bodies: (eventIds) => eventIds.map((eventId) => body.get(eventId)?.body ?? "{}"),
    claim(slug, key, runId, now, expiresAt) {
      const current = holder.get(slug, key);
      if (current && current.expiresAt > now) return current.runId;
      claim.run(slug, key, runId, expiresAt);
      return undefined;
    },
    forgetKeys: (now) => void expire.run(now),
    forget: (receivedBefore) => forget.run(receivedBefore),
  };
}
