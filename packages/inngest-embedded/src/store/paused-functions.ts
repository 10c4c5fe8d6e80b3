import type { Database } from "./database.ts";

/** A function whose new runs are not started. */
export interface PausedFunction {
  readonly slug: string;
  /** Since when, in milliseconds since 1970. */
  readonly pausedAt: number;
  /** How many runs were not started because of it. */
  readonly skipped: number;
}

/** The paused functions, in the file. */
export interface PausedFunctionStore {
  all(): PausedFunction[];
  /** Pauses a function; one that is paused already stays as it is. */
  insert(slug: string, now: number): void;
  countSkipped(slug: string): void;
  /** Ends the pause and answers what it was; undefined when there was none. */
  delete(slug: string): PausedFunction | undefined;
}

const columns = "slug, paused_at AS pausedAt, skipped";

/** Prepares the statements on paused functions. */
export function createPausedFunctionStore(database: Database): PausedFunctionStore {
  const all = database.prepare<PausedFunction>(`SELECT ${columns} FROM paused_functions ORDER BY slug`);
  const insert = database.prepare("INSERT OR IGNORE INTO paused_functions VALUES (?, ?, 0)");
  const count = database.prepare("UPDATE paused_functions SET skipped = skipped + 1 WHERE slug = ?");
  const remove = database.prepare<PausedFunction>(`DELETE FROM paused_functions WHERE slug = ? RETURNING ${columns}`);
  return {
    all: () => all.all(),
    insert: (slug, now) => void insert.run(slug, now),
    countSkipped: (slug) => void count.run(slug),
    delete: (slug) => remove.get(slug),
  };
}
