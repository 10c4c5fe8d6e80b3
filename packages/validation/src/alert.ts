import { z } from "zod";

/** How bad it is; `critical` wakes people. */
export const alertSeveritySchema = z.enum(["info", "warning", "error", "critical"]);
export type AlertSeverity = z.infer<typeof alertSeveritySchema>;

/** Whether the first is worse than the second. */
export function isWorse(first: AlertSeverity, second: AlertSeverity): boolean {
  const { options } = alertSeveritySchema;
  return options.indexOf(first) > options.indexOf(second);
}

/**
 * What is wrong: a sync that runs for over an hour, too many syncs that fail, a source nothing was heard of, documents that
 * cannot be found any more or failed, a sync that failed for good, a source that waits for a person.
 */
export const alertConditionSchema = z.enum([
  "sync-stuck",
  "success-rate",
  "source-silent",
  "coverage-drop",
  "documents-failed",
  "sync-failed",
  "source-attention",
]);
export type AlertCondition = z.infer<typeof alertConditionSchema>;

export const alertStateSchema = z.enum(["open", "acknowledged", "resolved"]);
export type AlertState = z.infer<typeof alertStateSchema>;

/** Longest summary of an alert, in characters: one line everywhere. */
export const ALERT_SUMMARY_MAX_LENGTH = 200;

/** Longest text of an alert or a notification, in characters: an event on Datadog has 4,000. */
export const ALERT_TEXT_MAX_LENGTH = 3_500;

/** An alert as the API shows it. */
export const alertSchema = z
  .object({
    id: z.string(),
    condition: alertConditionSchema,
    /** The source it is about; null when it is about all of them. */
    sourceId: z.string().nullable(),
    severity: alertSeveritySchema,
    state: alertStateSchema,
    summary: z.string(),
    /** What is known, and what to do. */
    text: z.string(),
    openedAt: z.iso.datetime(),
    acknowledgedAt: z.iso.datetime().nullable(),
    resolvedAt: z.iso.datetime().nullable(),
    /** `person`, or `monitor` when what was wrong is not any more; null while it is not resolved. */
    resolvedBy: z.enum(["person", "monitor"]).nullable(),
  })
  .meta({ id: "Alert" });
export type Alert = z.infer<typeof alertSchema>;
