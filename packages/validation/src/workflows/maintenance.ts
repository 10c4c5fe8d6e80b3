import { z } from "zod";
import { documentIdSchema } from "../document.ts";
import { BATCH_MAX_REFERENCES } from "../limits.ts";
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

/** What keeps the stores in order. */
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
} as const;
