import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jsonValueSchema } from "./json.ts";

/** Whether a sync lists everything or only what changed since the cursor. */
export const syncModeSchema = z.enum(["full", "incremental"]);
export type SyncMode = z.infer<typeof syncModeSchema>;

/** Most things a sync reads again by name: past that, reading everything that changed costs less. */
export const HINTS_MAX = 100;

/** Longest name of a thing to read again, in characters: a path of a file has at most 4,096. */
const HINT_MAX_LENGTH = 4_200;

/** What alone a sync reads again, in the source's own words: what a webhook named. */
export const changeHintSchema = z.object({
  references: z.array(z.string().min(1).max(HINT_MAX_LENGTH)).min(1).max(HINTS_MAX),
});
export type ChangeHint = z.infer<typeof changeHintSchema>;

export const sourceStatusSchema = z.enum(["active", "paused", "failing", "archived"]);
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** When a source of its own schedule is synced: five cron fields, in a time zone of the IANA database. */
export const syncScheduleSchema = z.object({
  cron: z.string().trim().min(1).max(200),
  timezone: z.string().trim().min(1).max(100).default("UTC"),
});
export type SyncSchedule = z.infer<typeof syncScheduleSchema>;

/** A connected source as the API shows it: never its credentials. */
export const sourceSchema = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    /** Which adapter serves it, for example `git`. */
    kind: z.string(),
    name: z.string(),
    config: z.record(z.string(), jsonValueSchema),
    status: sourceStatusSchema,
    /** What the last sync failed with; null when it did not. */
    problem: problemSchema.nullable(),
    lastSyncAt: z.iso.datetime().nullable(),
    /** Its own schedule; null: it is synced nightly with the others. */
    syncSchedule: syncScheduleSchema.nullable().default(null),
    /** When its own schedule asks for the next sync. */
    nextSyncAt: z.iso.datetime().nullable().default(null),
    /** When it was disconnected; what it holds can be restored for 30 days from then on. */
    archivedAt: z.iso.datetime().nullable().default(null),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Source" });
export type SourceRecord = z.infer<typeof sourceSchema>;
