import { z } from "zod";

const count = z.number().int().nonnegative();

/** A deletion of more than a quarter of a source, which is not made without a second opinion. */
export const largeDeletionSchema = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    /**
     * `held` until another listing agrees or a person decides; `released`: its documents are deleted; `kept`: a person said
     * they stay; `undone`: they were brought back.
     */
    state: z.enum(["held", "released", "kept", "undone"]),
    /** Says which documents it is about: a decision names it, so that nobody decides about others than were shown. */
    fingerprint: z.string(),
    /** How many documents, of how many the source had. */
    count,
    total: count,
    reason: z.string(),
    since: z.iso.datetime(),
    /** Documents that are still to be deleted, or after undoing to be indexed. */
    pending: count,
    /** The first of them. */
    documents: z.array(z.object({ id: z.string(), title: z.string(), path: z.string().nullable() })),
    decidedAt: z.iso.datetime().nullable(),
    /** Who decided; `listing` when a second one agreed. */
    decidedBy: z.string().nullable(),
    /** Until when its documents can be brought back; null when there are none to bring back. */
    undoUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: "LargeDeletion" });
export type LargeDeletion = z.infer<typeof largeDeletionSchema>;

/** Body of `POST /v1/sources/:id/deletions/confirm`. */
export const confirmDeletionSchema = z.object({
  decision: z.enum(["release", "keep"]),
  /** Of the deletion as it was shown. */
  fingerprint: z.string().min(1).max(200),
});
