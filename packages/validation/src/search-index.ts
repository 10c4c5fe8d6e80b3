import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jsonValueSchema } from "./json.ts";

const count = z.number().int().nonnegative();

/** What a search index is made with: whatever here changes, everything has to be indexed again. */
export const indexDescriptionSchema = z
  .object({
    /** Which embedder: `local`, `cohere` or `openai`. */
    embedder: z.string(),
    model: z.string(),
    dimensions: z.number().int().positive(),
    kind: z.enum(["lexical", "semantic"]),
    /** Versions of the chunker and of the analysis of terms; empty when an earlier version did not note them. */
    chunker: z.string(),
    analyzer: z.string(),
    /** Options of the chunker. */
    options: z.record(z.string(), jsonValueSchema),
  })
  .meta({ id: "IndexDescription" });
export type IndexDescription = z.infer<typeof indexDescriptionSchema>;

const scoresSchema = z.object({
  /** Mean of 1 / rank of the document looked for, 0 where it is not among the first ten. */
  mrr: z.number(),
  /** Share of the queries whose document is among the first ten. */
  recall: z.number(),
});

/** How an index that was built compares with the one it is to replace, over the same queries. */
export const indexQualitySchema = z
  .object({
    queries: count,
    old: scoresSchema,
    new: scoresSchema,
    /** Whether the old index was searched by words alone, because its embedder does not answer any more. */
    oldByWordsOnly: z.boolean(),
    /** Whether the new index is no worse by more than is tolerated. */
    passed: z.boolean(),
  })
  .meta({ id: "IndexQuality" });
export type IndexQuality = z.infer<typeof indexQualitySchema>;

/** Where an index is that is built beside the active one. */
export const rebuildStateSchema = z.enum(["building", "held", "failed"]);

/** An index being built, or built and waiting for a person. */
export const rebuildSchema = z
  .object({
    id: z.string(),
    state: rebuildStateSchema,
    description: indexDescriptionSchema,
    documents: z.object({ done: count, total: count, failed: count }),
    /** Chunks written, texts embedded for them, and texts whose embedding was known. */
    chunks: count,
    embedded: count,
    cached: count,
    quality: indexQualitySchema.nullable(),
    problem: problemSchema.nullable(),
    startedAt: z.iso.datetime(),
  })
  .meta({ id: "IndexRebuild" });
export type Rebuild = z.infer<typeof rebuildSchema>;

/** Answer of `GET /v1/index`: what is searched, what is configured, and what is being done about the difference. */
export const indexStatusSchema = z
  .object({
    active: z.object({
      id: z.string(),
      namespace: z.string(),
      description: indexDescriptionSchema,
      /** Of the comparison before it became active; null for a workspace's first. */
      quality: indexQualitySchema.nullable(),
      since: z.iso.datetime(),
    }),
    configured: indexDescriptionSchema,
    /** Whether the active index is not the configured one. */
    due: z.boolean(),
    /** Whether building the configured one starts by itself: it costs nothing, and nobody dropped it. */
    automatic: z.boolean(),
    rebuild: rebuildSchema.nullable(),
  })
  .meta({ id: "IndexStatus" });
export type IndexStatus = z.infer<typeof indexStatusSchema>;

/** Answer of `GET /v1/index/preview`: what building the configured index would take. */
export const indexPreviewSchema = z
  .object({
    description: indexDescriptionSchema,
    documents: count,
    /** Chunks, the distinct texts among them, how many of those are embedded already, and how many would be. */
    chunks: count,
    texts: count,
    cached: count,
    embedded: count,
    /** Tokens of the texts that would be embedded, by the model's tokenizer where it has one here, else an upper estimate. */
    tokens: count,
    estimated: z.boolean(),
    /** Null where the model's price is not known. */
    cost: z.object({ amount: z.number(), currency: z.string() }).nullable(),
    /** Least it takes, in seconds, where that is known: without what the vector store takes. */
    seconds: z.number().nullable(),
  })
  .meta({ id: "IndexPreview" });
export type IndexPreview = z.infer<typeof indexPreviewSchema>;
