import type { components } from "../../api/schema.ts";

/** What is connected, and how much of it is searchable. */
export type Status = components["schemas"]["Status"];

/** A source with its documents and its last sync. */
export type SourceState = Status["sources"][number];

/** Whether a source is being read for the first time. */
export function isFirstSync({ source, lastJob }: SourceState): boolean {
  return source.lastSyncAt === null && (lastJob?.status === "queued" || lastJob?.status === "running");
}
