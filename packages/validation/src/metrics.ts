import { z } from "zod";

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

/** What happened in an hour or a day of a workspace. */
export const hourlyMetricsSchema = z
  .object({
    /** Syncs that ended, by the kind of their source. */
    syncs: z.record(
      z.string(),
      z.object({ completed: count, completedWithFailures: count, failed: count, cancelled: count, seconds }),
    ),
    /** What they did, in documents. */
    documents: z.object({ added: count, updated: count, deleted: count, skipped: count, failed: count }),
    /** Requests to providers, by the kind of source: those that were refused or failed, and what they made syncs wait. */
    apiCalls: z.record(z.string(), z.object({ calls: count, failed: count, waits: count, waitSeconds: seconds })),
    /** Texts by the model they were embedded with; `costDollars` is null where the model's price is not known. */
    embeddings: z.record(
      z.string(),
      z.object({ texts: count, cached: count, tokens: count, costDollars: z.number().nonnegative().nullable() }),
    ),
    searches: z.object({ count, cached: count, empty: count, failed: count, seconds }),
    /** Deliveries that arrived, by kind. */
    webhooks: z.record(z.string(), z.object({ processed: count, ignored: count, failed: count, pending: count })),
    /** Documents that could be found at the end; null when nobody looked then. */
    searchable: count.nullable(),
  })
  .meta({ id: "HourlyMetrics" });
export type HourlyMetrics = z.infer<typeof hourlyMetricsSchema>;

/** Answer of `GET /v1/metrics`, oldest first. `partial`: the hour is not over, its figures are those so far. */
export const metricsAnswerSchema = z
  .object({
    hours: z.array(
      z.object({ hour: z.iso.datetime(), metrics: hourlyMetricsSchema, partial: z.literal(true).optional() }),
    ),
  })
  .meta({ id: "MetricsAnswer" });

/** What a report is about. */
export const reportPeriodSchema = z.enum(["hour", "day"]);
export type ReportPeriod = z.infer<typeof reportPeriodSchema>;

/** A summary of an hour or a day, as lists show it. */
export const reportSummarySchema = z
  .object({
    id: z.string(),
    period: reportPeriodSchema,
    startsAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "ReportSummary" });

/** A summary with its figures, and as a text for people. */
export const reportSchema = reportSummarySchema
  .extend({ metrics: hourlyMetricsSchema, markdown: z.string() })
  .meta({ id: "Report" });
export type Report = z.infer<typeof reportSchema>;
export type ReportSummary = z.infer<typeof reportSummarySchema>;
