import { z } from "zod";
import { activityInputSchema } from "../activity.ts";
import {
  ALERT_SUMMARY_MAX_LENGTH,
  ALERT_TEXT_MAX_LENGTH,
  alertConditionSchema,
  alertSeveritySchema,
} from "../alert.ts";
import { documentIdSchema } from "../document.ts";
import { problemSchema } from "../error.ts";
import { BATCH_MAX_REFERENCES } from "../limits.ts";
import { reportPeriodSchema } from "../metrics.ts";
import { notificationTopicSchema } from "../notification.ts";
import { countSchema, sourceScope, workspaceScope } from "./scope.ts";

const rebuildInputSchema = z.object({
  ...workspaceScope,
  /** What to build; absent when only what earlier indexes left behind is to be removed. */
  indexId: z.string().min(1).optional(),
  /** 0-based number of the run: a long build goes on in the next one. */
  round: countSchema.default(0),
  /** Id of the document the run before ended with. */
  after: z.string().default(""),
});

/** A sync that failed. `attempt` counts the syncs that were to mend it before; `retryAfterMs` is the provider's own time. */
const syncFailedSchema = z.object({
  ...sourceScope,
  jobId: z.string().min(1),
  problem: problemSchema.extend({ retryAfterMs: countSchema.optional() }),
  attempt: countSchema.default(0),
});

/** What to tell the people of a workspace; plain text that says what to do, without contents of documents. */
const notificationSchema = z.object({
  ...workspaceScope,
  topic: notificationTopicSchema,
  subject: z.string().min(1).max(ALERT_SUMMARY_MAX_LENGTH),
  text: z.string().min(1).max(ALERT_TEXT_MAX_LENGTH),
  /** Where in the console it is, from its root: `/sources/src_1`. */
  path: z.string().startsWith("/").max(2_000).optional(),
});

/** Something is wrong, or not any more. An alert is the same as an open one of its condition and source. */
const alertEventSchema = z.object({
  ...workspaceScope,
  action: z.enum(["trigger", "acknowledge", "resolve"]).default("trigger"),
  condition: alertConditionSchema,
  /** The source it is about; null when it is about all of them. */
  sourceId: z.string().min(1).nullable().default(null),
  severity: alertSeveritySchema,
  summary: z.string().min(1).max(ALERT_SUMMARY_MAX_LENGTH),
  text: z.string().min(1).max(ALERT_TEXT_MAX_LENGTH),
  /** Who is told that it was opened: those who want to hear of this. */
  topic: notificationTopicSchema.default("alert"),
});

/** What became of one way to tell somebody: `off` when it is not set up, `failed` after the last attempt. */
const deliverySchema = z.enum(["sent", "off", "failed"]);

/** What keeps the stores in order and looks after the syncs. */
export const maintenanceWorkflows = {
  "documents.delete": {
    event: "documents.delete",
    input: z.object({ ...sourceScope, documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES) }),
    output: z.object({ deleted: countSchema }),
  },
  "index.rebuild": {
    event: "index.rebuild",
    input: rebuildInputSchema,
    /** `continued` in another run; `stopped` when the index is no longer to be built. */
    output: z.object({ outcome: z.enum(["switched", "held", "continued", "stopped"]) }),
  },
  "error.recovery": {
    event: "sync.failed",
    input: syncFailedSchema,
    /** `superseded`: something else has happened to the source since; `given-up` after the last attempt. */
    output: z.object({
      outcome: z.enum(["retried", "superseded", "needs-attention", "given-up"]),
      jobId: z.string().nullable(),
    }),
  },
  "monitor.sync.health": {
    event: null,
    input: z.object({}),
    output: z.object({ opened: countSchema, resolved: countSchema }),
  },
  "notification.sender": {
    event: "notification.send",
    input: notificationSchema,
    output: z.object({ email: deliverySchema, slack: deliverySchema }),
  },
  "alert.handler": {
    event: "alert.send",
    input: alertEventSchema,
    /** `repeated`: it was open already, and nobody is told again. */
    output: z.object({
      alertId: z.string().nullable(),
      outcome: z.enum(["opened", "worse", "repeated", "acknowledged", "resolved"]),
      datadog: deliverySchema,
      pagerduty: deliverySchema,
    }),
  },
  "activity.record": {
    event: "activity.record",
    input: activityInputSchema.extend(workspaceScope),
    output: z.object({ recorded: z.boolean() }),
  },
  "cleanup.stale.data": {
    event: null,
    input: z.object({}),
    /** What was removed, by what it was; `reindexed` are documents that had lost their vectors. */
    output: z.record(z.string(), countSchema),
  },
  "cache.warmer": {
    event: null,
    input: z.object({}),
    /** Queries answered ahead of time, and those that were in the cache still. */
    output: z.object({ warmed: countSchema, known: countSchema }),
  },
  "metrics.aggregator": {
    event: null,
    input: z.object({}),
    /** Hours added up, over all workspaces. */
    output: z.object({ workspaces: countSchema, hours: countSchema }),
  },
  "report.generate": {
    event: "report.generate",
    input: z.object({ ...workspaceScope, period: reportPeriodSchema, startsAt: z.iso.datetime() }),
    output: z.object({ reportId: z.string().nullable() }),
  },
} as const;
