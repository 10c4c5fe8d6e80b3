import { z } from "zod";
import { BATCH_MAX_REFERENCES } from "../limits.ts";
import { changeHintSchema, syncModeSchema } from "../source.ts";
import { rereadResultSchema } from "./processing.ts";
import { countSchema, sourceScope } from "./scope.ts";

const handlerInputSchema = z.object({
  ...sourceScope,
  jobId: z.string().min(1),
  mode: syncModeSchema,
  /** 0-based number of the page; each also takes up some of what earlier syncs left undone. */
  page: countSchema,
  cursor: z.string().nullable(),
  /** Whether the source has nothing more to list: only leftovers of earlier syncs remain. */
  listed: z.boolean(),
  /** What alone is to be read again. */
  changes: changeHintSchema.optional(),
  /** Set to read once more what was read by name up to a moment: which part of that, 0-based. */
  recheck: z.object({ part: countSchema, until: z.iso.datetime() }).optional(),
  /** Set to read nothing but the documents that were asked for again. */
  retry: z.boolean().optional(),
  /** References in a batch where fewer than usual may help. */
  batchSize: z.number().int().min(1).max(BATCH_MAX_REFERENCES).optional(),
});

const handlerResultSchema = z.object({
  cursor: z.string().nullable(),
  /** Whether the source has listed everything. */
  listed: z.boolean(),
  /** Whether another page, of the listing or of leftovers, is to be handled. */
  hasMore: z.boolean(),
  batches: countSchema,
});

/** What reads one kind of source. */
export const sourceWorkflows = {
  "git.sync.handler": { event: "git.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "github.sync.handler": { event: "github.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "linear.sync.handler": { event: "linear.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "notion.sync.handler": { event: "notion.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "slack.sync.handler": { event: "slack.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "vercel.sync.handler": { event: "vercel.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "github.discussions.sync": {
    event: "github.discussions.sync",
    input: z.object(sourceScope),
    output: rereadResultSchema,
  },
} as const;
