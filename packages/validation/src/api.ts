import { z } from "zod";
import { jobSchema } from "./job.ts";
import { jsonValueSchema } from "./json.ts";
import { resultNeighbourSchema } from "./relationship.ts";
import { indexStatusSchema } from "./search-index.ts";
import { sourceSchema, syncModeSchema, syncScheduleSchema } from "./source.ts";
import { capabilitySchema } from "./source-kind.ts";

/** Body of `POST /v1/sources`. `config` is checked against the schema of the source kind. */
export const connectSourceSchema = z
  .object({
    kind: z.string().min(1),
    name: z.string().min(1).max(200).optional(),
    config: z.record(z.string(), jsonValueSchema),
    /** How to sign in, checked against the schema of the kind; kept sealed and never answered. */
    credentials: z.record(z.string(), jsonValueSchema).optional(),
    /** Whether to sync it whole at once; false leaves that to whoever connects it. */
    sync: z.boolean().default(true),
  })
  .meta({ id: "ConnectSource" });

/** Body of `POST /v1/sources/:id/restore`: disconnecting removed what it signed in with. */
export const restoreSourceSchema = connectSourceSchema.pick({ credentials: true, sync: true });

/** Answer of `DELETE /v1/sources/:id`. */
export const disconnectedSourceSchema = z
  .object({
    source: sourceSchema,
    /** How many documents wait to be restored, and until when they can be. */
    documents: z.number().int().nonnegative(),
    restorableUntil: z.iso.datetime(),
  })
  .meta({ id: "DisconnectedSource" });

/** Answer of `POST /v1/sources`: the source, whether it is new, and what its credentials allow or lack. */
export const connectedSourceSchema = z
  .object({
    source: sourceSchema,
    created: z.boolean(),
    /** Whether it had been disconnected: its documents are found again. */
    restored: z.boolean().default(false),
    capabilities: z.array(capabilitySchema),
  })
  .meta({ id: "ConnectedSource" });

/** Body of `PATCH /v1/sources/:id`: what is left out stays as it is. */
export const changeSourceSchema = z
  .object({
    name: connectSourceSchema.shape.name,
    /** Whether schedules and webhooks leave it alone. */
    paused: z.boolean().optional(),
    /** Null: synced nightly with the others. */
    syncSchedule: syncScheduleSchema.nullable().optional(),
    /** How it signs in from now on, checked before it replaces what is kept. */
    credentials: connectSourceSchema.shape.credentials,
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    error: "say what to change: name, paused, syncSchedule or credentials",
  })
  .meta({ id: "ChangeSource" });

/** Body of `POST /v1/sources/:id/sync`. */
export const requestSyncSchema = z.object({ mode: syncModeSchema.default("incremental") });

/** Longest search query, in characters: more is a document, not a query. */
export const QUERY_MAX_LENGTH = 1000;

/** Most results one search returns. */
export const RESULTS_MAX = 100;

const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : splitAtCommas(value)).filter((entry) => entry !== ""));

/** The entries of `git,github`, or of `"Lovelace, Ada",Grace`: within quotes a comma is one, and `""` is a quote. */
function splitAtCommas(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"(?=,|$)|[^,]+/g)].map(
    ([entry, quoted]) => quoted?.replaceAll('""', '"') ?? entry,
  );
}

/**
 * What narrows a search; every field given must match. Of a list, one entry must: a parameter that is repeated has an entry
 * each, taken as they are; one that is not has them separated by commas, those with a comma in double quotes. Dates are ISO
 * 8601.
 */
export const searchFilterSchema = z.object({
  source: list.optional(),
  type: list.optional(),
  repository: list.optional(),
  author: list.optional(),
  state: list.optional(),
  /** Paths that start with this. */
  path: z.string().optional(),
  after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  before: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});

/** Query of `GET /v1/search`. */
export const searchRequestSchema = searchFilterSchema.extend({
  q: z.string().trim().min(1).max(QUERY_MAX_LENGTH),
  limit: z.coerce.number().int().min(1).max(RESULTS_MAX).default(10),
  /** `true`: each result says how its score came about. */
  explain: z.stringbool().default(false),
  /** `true`: each result names up to three documents it has to do with. */
  related: z.stringbool().default(false),
});

const sidePlaceSchema = z.object({ rank: z.number(), score: z.number() });

/** Where a document is, as results show it. */
const locationSchema = z.object({
  documentId: z.string(),
  title: z.string(),
  path: z.string().nullable(),
  url: z.string().nullable(),
  source: z.string(),
});

/** How a score came about: `fused × (1 + the sum of evidence) × the product of priors + further`, or what a reranker said, times `novelty`. */
export const scoreExplanationSchema = z
  .object({
    fused: z.number(),
    evidence: z.record(z.string(), z.number()),
    priors: z.object({ kind: z.number(), authority: z.number(), recency: z.number() }),
    further: z.number(),
    relevance: z.number().nullable(),
    novelty: z.number(),
  })
  .meta({ id: "ScoreExplanation" });

/** One search result: where it is, what matched, and why it ranks here. */
export const searchResultSchema = locationSchema
  .extend({
    type: z.string(),
    repository: z.string().nullable(),
    author: z.string().nullable(),
    state: z.string().nullable(),
    updatedAt: z.string().nullable(),
    score: z.number(),
    snippet: z.string(),
    /** First and last line of the snippet in the document, 1-based, inclusive. */
    lines: z.tuple([z.number().int(), z.number().int()]),
    /** Lines of the document that contain a word of the query, within `lines`. */
    matchedLines: z.array(z.number().int()),
    /** Rank and raw score on each side; null where that side did not find it. */
    parts: z.object({ dense: sidePlaceSchema.nullable(), lexical: sidePlaceSchema.nullable() }),
    /** Documents that say the same, best first: copies, and the same file in another source. */
    duplicates: z.array(locationSchema),
    explanation: scoreExplanationSchema.optional(),
    /** Documents it has to do with, where they were asked for. */
    related: z.array(resultNeighbourSchema).optional(),
  })
  .meta({ id: "SearchResult" });
export type SearchResult = z.infer<typeof searchResultSchema>;

/** Something to know about the results: what had to be left out or relaxed, and why. */
export const searchNoticeSchema = z.object({ code: z.string(), message: z.string() }).meta({ id: "SearchNotice" });
export type SearchNotice = z.infer<typeof searchNoticeSchema>;

/** What a search answers: the results, best first, and what to know about them. */
export const searchAnswerSchema = z
  .object({
    results: z.array(searchResultSchema),
    notices: z.array(searchNoticeSchema),
  })
  .meta({ id: "SearchAnswer" });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

const count = z.number().int().nonnegative();

/** The documents of a source by their state. */
export const documentCountsSchema = z
  .object({ searchable: count, skipped: count, failed: count, pending: count })
  .meta({ id: "DocumentCounts" });

/** Answer of `GET /v1/status`: what is connected, how much of it is searchable, what runs it. */
export const statusSchema = z
  .object({
    /** The console's version, and that of Node.js it runs on; null where it does not say. */
    version: z.string().nullable().default(null),
    node: z.string().nullable().default(null),
    home: z.string(),
    database: z.string(),
    /** Where vectors are kept, `lancedb` or `pinecone`; null where the console does not say. */
    vectorStore: z.string().nullable().default(null),
    engine: z.string(),
    embedder: z.object({ namespace: z.string(), dimensions: count }),
    index: indexStatusSchema,
    vectors: count,
    sources: z.array(
      z.object({
        source: sourceSchema,
        documents: documentCountsSchema,
        lastJob: jobSchema.nullable(),
        /** Documents that are held from being deleted until a person or a second listing decides. */
        held: count.default(0),
      }),
    ),
  })
  .meta({ id: "Status" });

/** Answer of `GET /v1/workflows`: who runs the workflows, and how they are doing. */
export const workflowsHealthSchema = z
  .object({
    /** `here` in the console's own process, `worker` in one beside it, `server` on an Inngest server. */
    where: z.enum(["here", "worker", "server"]),
    state: z.enum(["running", "starting", "stopped"]),
    /** The process that runs them; null while there is none, or where it is not ours. */
    process: z
      .object({
        pid: count,
        uptimeSeconds: count,
        residentBytes: count,
        /** Longest its event loop was held up since the last look, in milliseconds. */
        longestBlockMs: count,
      })
      .nullable(),
    /** How often that process ended and was started again. */
    restarts: count,
    /** Runs by state; null where the engine is not the embedded one. */
    runs: z
      .object({
        queued: count,
        running: count,
        waiting: count,
        completed: count,
        failed: count,
        cancelled: count,
        inFlight: count,
        held: count,
      })
      .nullable(),
    /** Where an Inngest server shows its runs; null for the embedded engine, whose runs are at `/v1/workflows/runs`. */
    dashboardUrl: z.url().nullable(),
  })
  .meta({ id: "WorkflowsHealth" });

/** How the workflows are doing. */
export type WorkflowsHealth = z.infer<typeof workflowsHealthSchema>;

/** Body of every answer that is not 2xx. */
export const apiErrorSchema = z
  .object({
    error: z.object({ code: z.string(), message: z.string() }),
  })
  .meta({ id: "ApiError" });
