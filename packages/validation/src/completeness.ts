import { z } from "zod";
import { problemSchema } from "./error.ts";

const count = z.number().int().nonnegative();

const figuresSchema = z.object({
  /** Documents there are at the provider: what the last complete listing showed and what was read since; null before there is one. */
  exists: count.nullable(),
  /** Documents that are recorded here, whatever their state: the sum of the next four. */
  held: count,
  searchable: count,
  pending: count,
  failed: count,
  skipped: count,
});

/** Why a document counts differently there and here. */
export const differenceStatusSchema = z.enum(["pending", "failed", "skipped", "unrecorded", "gone"]);
export type DifferenceStatus = z.infer<typeof differenceStatusSchema>;

/**
 * Answer of `GET /v1/sources/:id/completeness`. The figures add up: `exists` is `searchable`, and the reasons' counts, those
 * of status `gone` taken away: they are held here and are not there any more.
 */
export const completenessSchema = z
  .object({
    asOf: z.iso.datetime(),
    /** The last complete listing of the source; null before there is one. */
    listing: z.object({ jobId: z.string(), finishedAt: z.iso.datetime(), complete: z.literal(true) }).nullable(),
    /** Why it is not known what exists there, and what to do; null when it is known. */
    unknown: problemSchema.nullable(),
    types: z.array(figuresSchema.extend({ type: z.string() })),
    totals: figuresSchema,
    /** The most frequent first. */
    reasons: z.array(
      z.object({
        status: differenceStatusSchema,
        code: z.string(),
        /** What it means and what to do about it. */
        message: z.string(),
        count,
      }),
    ),
    /** Documents that wait for a decision on whether they are deleted. */
    heldDeletions: count,
  })
  .meta({ id: "Completeness" });
export type Completeness = z.infer<typeof completenessSchema>;
