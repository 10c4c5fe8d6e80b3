import { z } from "zod";
import { syncModeSchema } from "../source.ts";
import { syncResultSchema } from "./orchestration.ts";
import { deploymentInputSchema, deploymentResultSchema } from "./processing.ts";
import { countSchema, sourceScope, workspaceScope } from "./scope.ts";

const deliveryInputSchema = z.object({ ...workspaceScope, deliveryId: z.string().min(1) });

const deliveryResultSchema = z.object({
  state: z.enum(["processed", "ignored"]),
  /** Names of the events it was turned into. */
  events: z.array(z.string()),
});

const manualSyncSchema = z.object({
  ...sourceScope,
  mode: syncModeSchema.default("incremental"),
  userId: z.string().min(1),
});

/** What starts work: webhooks, schedules and people. */
export const entryWorkflows = {
  "source.connected": { event: "source.connected", input: z.object(sourceScope), output: syncResultSchema },
  "source.disconnected": {
    event: "source.disconnected",
    input: z.object({
      ...sourceScope,
      /** A sentence. */
      reason: z.string().min(1).max(1_000),
      /** When it was archived already: one that was restored since then stays. */
      archivedAt: z.iso.datetime().optional(),
    }),
    /** `documents`: how many wait to be restored. False when the source was connected again meanwhile. */
    output: z.object({ archived: z.boolean(), documents: countSchema }),
  },
  "manual.sync.trigger": { event: "manual.sync.trigger", input: manualSyncSchema, output: syncResultSchema },
  "scheduled.daily.sync": { event: null, input: z.object({}), output: z.object({ requested: countSchema }) },
  "schedule.sync": { event: null, input: z.object({}), output: z.object({ requested: countSchema }) },
  "webhook.github": { event: "webhook/github", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.linear": { event: "webhook/linear", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.notion": { event: "webhook/notion", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.slack": { event: "webhook/slack", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.vercel": { event: "webhook/vercel", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.sweep": {
    event: null,
    input: z.object({}),
    output: z.object({ taken: countSchema }),
  },
  "vercel.webhook.handler": {
    event: "vercel/deployment.created",
    input: deploymentInputSchema,
    output: deploymentResultSchema,
  },
  "github.push.received": {
    event: "github.push.received",
    input: z.object({ ...sourceScope, deliveryId: z.string().min(1) }),
    /** `named`: how many things the sync reads again; 0 when it reads everything that changed. */
    output: z.object({ jobId: z.string().nullable(), named: countSchema }),
  },
} as const;
