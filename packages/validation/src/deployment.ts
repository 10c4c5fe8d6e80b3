import { z } from "zod";

/** Body of `POST /v1/sources/:id/deployments`. */
export const triggerDeploySchema = z.object({
  /** A deploy hook of the project's settings. Whoever has it can deploy: it is used once and not kept. */
  hookUrl: z.string().min(1).max(2_000),
  /** The branch meant, for hooks that read it. */
  branch: z.string().min(1).max(250).optional(),
  /** Variables of the build, for hooks that read them. */
  buildEnv: z.record(z.string().max(250), z.string().max(10_000)).optional(),
  /** False builds without the build cache. */
  buildCache: z.boolean().optional(),
});

/** What the provider accepted: the deployment itself shows up by webhook, or with the next sync. */
export const triggeredDeploySchema = z.object({ jobId: z.string(), state: z.string(), createdAt: z.iso.datetime() });
