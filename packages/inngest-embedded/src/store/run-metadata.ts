import type { Database } from "./database.ts";

/** What was noted about a run or one of its steps, one entry for each kind. */
export interface MetadataRow {
  /** Empty for the run itself. */
  readonly stepId: string;
  readonly scope: string;
  readonly kind: string;
  /** JSON of an object. */
  readonly metadata: string;
  readonly updatedAt: number;
}

/** Metadata of runs and steps. */
export interface RunMetadataStore {
  /** Replaces what is known of the same kind. */
  save(runId: string, row: MetadataRow): void;
  all(runId: string): MetadataRow[];
  /** Bytes of JSON kept for a run, and how many entries. */
  size(runId: string): { readonly bytes: number; readonly entries: number };
}

/** Prepares the statements on metadata. */
export function createRunMetadataStore(database: Database): RunMetadataStore {
  const save = database.prepare("INSERT OR REPLACE INTO run_metadata VALUES (?, ?, ?, ?, ?, ?)");
  const all = database.prepare<MetadataRow>(
    `SELECT step_id AS stepId, scope, kind, metadata, updated_at AS updatedAt FROM run_metadata
     WHERE run_id = ? ORDER BY step_id, kind`,
  );
  const size = database.prepare<{ bytes: number; entries: number }>(
    "SELECT coalesce(sum(length(metadata)), 0) AS bytes, count(*) AS entries FROM run_metadata WHERE run_id = ?",
  );
  return {
    save: (runId, { stepId, scope, kind, metadata, updatedAt }) =>
      void save.run(runId, stepId, scope, kind, metadata, updatedAt),
    all: (runId) => all.all(runId),
    size: (runId) => size.get(runId) ?? { bytes: 0, entries: 0 },
  };
}
