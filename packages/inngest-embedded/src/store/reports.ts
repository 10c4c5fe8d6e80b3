import type { Database, Statement } from "./database.ts";
import { type RunRow, type RunStatus, runColumns } from "./runs.ts";

/** Which runs to read: `slugs` undefined means of every function. */
export interface RunQuery {
  readonly statuses: readonly RunStatus[] | undefined;
  readonly slugs: readonly string[] | undefined;
  readonly before: string | undefined;
  /** A part of the run's id, in any case. */
  readonly idPart?: string | undefined;
  readonly limit: number;
}

/** Reads for people, not for the engine's work. */
export interface ReportStore {
  runs(query: RunQuery): RunRow[];
  countByStatus(): { readonly status: RunStatus; readonly n: number }[];
  /** Running runs with a call that is due or being made. */
  busy(now: number): number;
}

/** Prepares the reading statements. */
export function createReportStore(database: Database): ReportStore {
  const statements = new Map<string, Statement<RunRow>>();

  /** One statement for each set of conditions, so that each uses the index made for it. */
  function selectRuns(conditions: readonly string[]): Statement<RunRow> {
    const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
    const known = statements.get(where);
    if (known) return known;
    const statement = database.prepare<RunRow>(`SELECT ${runColumns} FROM runs ${where} ORDER BY run_id DESC LIMIT ?`);
    statements.set(where, statement);
    return statement;
  }

  const counts = database.prepare<{ status: RunStatus; n: number }>(
    "SELECT status, count(*) AS n FROM runs GROUP BY status",
  );
  const busy = database.prepare<{ n: number }>(
    `SELECT count(DISTINCT queue.run_id) AS n FROM queue JOIN runs ON runs.run_id = queue.run_id
     WHERE runs.status = 'running' AND kind IN ('start', 'discover', 'step', 'gateway') AND (leased = 1 OR at <= ?)`,
  );
  return {
    runs({ statuses, slugs, before, idPart, limit }) {
      const conditions: string[] = [];
      const values: string[] = [];
      const add = (condition: string, value: string | undefined): void => {
        if (value === undefined) return;
        conditions.push(condition);
        values.push(value);
      };
      const addAny = (column: string, given: readonly string[] | undefined): void => {
        // A single value leaves the index in the order of the answer; nothing has to be sorted.
        if (given?.length === 1) add(`${column} = ?`, given[0]);
        // A JSON list as parameter keeps the statement the same however many values there are.
        else add(`${column} IN (SELECT value FROM json_each(?))`, given && JSON.stringify(given));
      };
      addAny("status", statuses);
      addAny("slug", slugs);
      add("run_id < ?", before);
      add("instr(run_id, ?) > 0", idPart?.toUpperCase());
      return selectRuns(conditions).all(...values, limit);
    },
    countByStatus: () => counts.all(),
    busy: (now) => busy.get(now)?.n ?? 0,
  };
}
