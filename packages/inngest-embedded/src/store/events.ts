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

/** How far a look through the events has come: by their arrival, then in order of keeping. */
export interface EventPosition {
  readonly receivedAt: number;
  readonly row: number;
}

/** Events and the idempotency keys of what they started. */
export interface EventStore {
  /** Keeps the event; false when this ULID is known already (a retried send). */
  insert(row: EventRow): boolean;
  rows(eventIds: readonly string[]): EventRow[];
  bodies(eventIds: readonly string[]): string[];
  /** Claims a key for a run; the holder's run id when it is taken. */
  claim(slug: string, key: string, runId: string, now: number, expiresAt: number): string | undefined;
  /** The run that holds a key, if one does. */
  claimant(slug: string, key: string, now: number): string | undefined;
  /** Deletes up to `limit` idempotency keys that have expired; answers how many. */
  forgetKeys(now: number, limit: number): number;
  /**
   * Looks at up to `limit` events received before an instant, from a position on, and deletes those nothing refers to.
   * Answers how far it came; undefined when there are no more.
   */
  forgetPage(receivedBefore: number, from: EventPosition | undefined, limit: number): EventPosition | undefined;
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
  const expire = database.prepare(
    `DELETE FROM idempotency WHERE (slug, key) IN (SELECT slug, key FROM idempotency WHERE expires_at <= ? LIMIT ?)`,
  );
  const old = database.prepare<EventPosition & { eventId: string; isUsed: number }>(
    `SELECT rowid AS row, received_at AS receivedAt, event_id AS eventId,
       EXISTS (SELECT 1 FROM run_events WHERE run_events.event_id = events.event_id)
         OR EXISTS (SELECT 1 FROM gathering_events WHERE gathering_events.event_id = events.event_id) AS isUsed
     FROM events WHERE received_at < ? AND (received_at, rowid) > (?, ?) ORDER BY received_at, rowid LIMIT ?`,
  );
  const remove = database.prepare("DELETE FROM events WHERE event_id = ?");
  const claimant = (slug: string, key: string, now: number): string | undefined => {
    const current = holder.get(slug, key);
    return current && current.expiresAt > now ? current.runId : undefined;
  };
  return {
    insert: (row) => insert.run(row.eventId, row.publicId, row.name, row.receivedAt, row.body) > 0,
    rows: (eventIds) => eventIds.flatMap((eventId) => row.get(eventId) ?? []),
    bodies: (eventIds) => eventIds.map((eventId) => body.get(eventId)?.body ?? "{}"),
    claim(slug, key, runId, now, expiresAt) {
      const current = claimant(slug, key, now);
      if (current === undefined) claim.run(slug, key, runId, expiresAt);
      return current;
    },
    claimant,
    forgetKeys: (now, limit) => expire.run(now, limit),
    forgetPage(receivedBefore, from, limit) {
      const page = old.all(receivedBefore, from?.receivedAt ?? 0, from?.row ?? 0, limit);
      for (const { eventId, isUsed } of page) if (isUsed === 0) remove.run(eventId);
      return page.at(-1);
    },
  };
}
