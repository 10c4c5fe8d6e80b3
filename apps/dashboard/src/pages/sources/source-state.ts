import type { Job, Source } from "../../api/source.ts";
import type { Tone } from "../../components/badge.tsx";
import { formatClock, formatRelative } from "../../components/format.ts";

/** The state of a source in a few words. */
export interface SourceState {
  readonly tone: Tone;
  readonly words: string;
  /** Whether something is under way. */
  readonly busy: boolean;
}

/** What a source is doing, or else how it is. */
export function sourceState(
  source: Pick<Source, "status">,
  lastJob: Pick<Job, "status" | "waiting"> | null,
): SourceState {
  if (source.status === "archived") return { tone: "neutral", words: "Disconnected", busy: false };
  if (lastJob?.status === "running" && lastJob.waiting) {
    // For whom, is said beside its progress.
    return { tone: "warn", words: `Waiting until ${formatClock(lastJob.waiting.until)}`, busy: true };
  }
  if (lastJob?.status === "running") return { tone: "info", words: "Syncing", busy: true };
  if (lastJob?.status === "queued") return { tone: "info", words: "Sync is queued", busy: true };
  if (source.status === "paused") return { tone: "neutral", words: "Paused", busy: false };
  if (source.status === "failing") return { tone: "bad", words: "Failing", busy: false };
  return { tone: "good", words: "Active", busy: false };
}

/** When a source was synced and when it will be, of `2 minutes ago`, `nightly`. */
export function freshness(
  { status, lastSyncAt, nextSyncAt }: Pick<Source, "status" | "lastSyncAt" | "nextSyncAt">,
  { syncing = false, now = Date.now() }: { readonly syncing?: boolean; readonly now?: number } = {},
): string {
  if (syncing && !lastSyncAt) return "First sync under way";
  const synced = lastSyncAt ? `Synced ${formatRelative(lastSyncAt, now)}` : "Not synced yet";
  if (status === "archived") return lastSyncAt ? `Last synced ${formatRelative(lastSyncAt, now)}` : "Never synced";
  if (status === "paused") return `${synced}, no next sync while paused`;
  return `${synced}, next ${nextSyncAt ? formatRelative(nextSyncAt, now) : "tonight"}`;
}

/** Days a disconnected source can be restored for: the server removes it for good then. */
const RESTORABLE_DAYS = 30;

/** Until when a disconnected source can be restored. */
export function restorableUntil(archivedAt: string): Date {
  return new Date(new Date(archivedAt).getTime() + RESTORABLE_DAYS * 24 * 60 * 60 * 1_000);
}
