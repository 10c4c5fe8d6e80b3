import type { Source, SourceRow } from "../../../api/source.ts";

/** The sources that are to be fresh, the longest unsynced first; one that never was comes before all. */
export function byStaleness(rows: readonly SourceRow[]): SourceRow[] {
  const at = ({ source: { lastSyncAt } }: SourceRow) => (lastSyncAt === null ? 0 : new Date(lastSyncAt).getTime());
  return rows.filter(({ source }) => source.status !== "paused").sort((one, other) => at(one) - at(other));
}

/** The source that was synced the longest ago; undefined when none is to be synced. */
export function stalest(rows: readonly SourceRow[]): Source | undefined {
  return byStaleness(rows)[0]?.source;
}
