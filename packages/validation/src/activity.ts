import { z } from "zod";
import { jsonValueSchema } from "./json.ts";

/** Something a person or a schedule did: never credentials, never contents. */
export const activityInputSchema = z.object({
  /** Who: an API key's name and id, `local` for the owner of the machine, or the schedule. */
  actor: z.string().min(1).max(300),
  /** What, for example `source.connected`. */
  action: z.string().min(1).max(100),
  /** To what: an id. */
  subject: z.string().max(2_000).default(""),
  details: z.record(z.string().max(100), jsonValueSchema).default({}),
  /** When; the moment of the event unless given. */
  at: z.iso.datetime().optional(),
});

/** An entry of the audit trail. */
export const activitySchema = activityInputSchema
  .required({ at: true })
  .extend({ id: z.string() })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof activitySchema>;
