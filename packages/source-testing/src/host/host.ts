import type { ChangeHint, Source } from "@tributary/source";
import type { Document, SyncMode } from "@tributary/validation";
import { type SyncReport, sync } from "./sync.ts";

/** A host that syncs one source after itself: each sync goes on where the last one that succeeded ended. */
export interface Host {
  /** What it holds, by id. */
  readonly documents: Map<string, Document>;
  /** Null before the first sync. */
  readonly cursor: string | null;
  sync(source: Source, mode?: SyncMode, changes?: ChangeHint): Promise<SyncReport>;
}

/** Makes one that holds nothing. */
export function createHost(): Host {
  const documents = new Map<string, Document>();
  let cursor: string | null = null;
  return {
    documents,
    get cursor() {
      return cursor;
    },
    async sync(source, mode = "incremental", changes) {
      const report = await sync(source, documents, cursor, mode, changes);
      cursor = report.cursor;
      return report;
    },
  };
}
