import { z } from "zod";

/** One limit of a provider's API, as the provider last said; what it does not say is null. */
export const budgetSchema = z
  .object({
    /** Kind of the sources. */
    kind: z.string(),
    /** The sources that sign in with the same credentials, and so share it. */
    sources: z.array(z.object({ id: z.string(), name: z.string() })),
    /** What is limited, in the provider's words: `core`, `complexity`, a method, a route. */
    name: z.string(),
    /** Most there can be in a window, and what is left of it; in the provider's unit, requests or points. */
    limit: z.number().nonnegative().nullable(),
    remaining: z.number().nonnegative().nullable(),
    /** When the window ends, and it is whole again. */
    resetsAt: z.iso.datetime().nullable(),
    /** Nothing is asked before this time; null when it may be asked now. */
    waitingUntil: z.iso.datetime().nullable(),
    seenAt: z.iso.datetime(),
  })
  .meta({ id: "Budget" });
export type Budget = z.infer<typeof budgetSchema>;

/** Answer of `GET /v1/budgets`. */
export const budgetsSchema = z.object({ budgets: z.array(budgetSchema) });
