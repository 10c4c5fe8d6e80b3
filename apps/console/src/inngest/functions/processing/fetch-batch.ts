import {
  batches,
  documents,
  type FailedDocument,
  type SkippedDocument,
  type StorableDocument,
} from "@tributary/database";
import { prepareDocument } from "@tributary/indexing";
import type { DocumentReference } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import type { Services } from "../../../services.ts";

/** What a batch came to: ids to index (of them added and updated), ids to delete, and what else happened, in numbers. */
export interface FetchedBatch {
  readonly index: readonly string[];
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly gone: readonly string[];
  readonly skipped: number;
  readonly failed: number;
}

/** Fetches the documents of one batch from their source and stores them, each with its outcome. */
export async function fetchBatch(
  services: Services,
  input: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly jobId: string;
    readonly batchId: string;
    readonly references: readonly DocumentReference[] | undefined;
  },
): Promise<FetchedBatch> {
  const { workspaceId, sourceId, jobId, batchId } = input;
  const none = { added: [], updated: [], gone: [], skipped: 0, failed: 0 };
  let references: readonly DocumentReference[];
  if (input.references) references = input.references;
  else {
    const batch = await batches.get(services.database, { workspaceId, jobId, id: batchId });
    if (!batch) throw new NonRetriableError(`Batch ${batchId} of ${jobId} was never recorded.`);
    if (batch.kind !== "fetch") {
      if (batch.kind === "delete") return { ...none, index: [], gone: batch.items };
      // They came with the listing, or were left over: stored already, and counted once they can be found.
      const scope = { workspaceId, sourceId, ids: batch.items };
      return { ...none, index: batch.items, ...(await documents.novelty(services.database, scope)) };
    }
    references = batch.items;
  }

  const fetched = await services.cancellations.run({ workspaceId, jobId }, (signal) =>
    fetchReferences(services, { workspaceId, sourceId, references, signal }),
  );
  return storeBatch(services, input, fetched);
}

/** What fetching references came to, not stored yet. */
export interface FetchedReferences {
  readonly ready: readonly StorableDocument[];
  readonly skipped: readonly SkippedDocument[];
  readonly failed: readonly FailedDocument[];
  readonly gone: readonly string[];
}

/** Fetches references from their source, each with its outcome. Throws SourceError when trying again may help. */
export async function fetchReferences(
  services: Services,
  input: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly references: readonly DocumentReference[];
    readonly signal?: AbortSignal;
  },
): Promise<FetchedReferences> {
  const { workspaceId, sourceId, references } = input;
  const source = await services.sources.open(workspaceId, sourceId);
  const pending = new Map(references.map((reference) => [reference.id, reference]));
  const ready: StorableDocument[] = [];
  const skipped: SkippedDocument[] = [];
  const failed: FailedDocument[] = [];
  const gone: string[] = [];
  for await (const result of source.fetch(references, input.signal)) {
    const id = result.type === "document" ? result.document.id : result.id;
    const reference = pending.get(id);
    if (!reference) continue;
    pending.delete(id);
    const { type, version } = reference;
    const row = { id, type, version, reference };
    if (result.type === "gone") gone.push(id);
    else if (result.type === "skipped") skipped.push({ ...row, reason: result.reason, message: result.message });
    else if (result.type === "failed") {
      // What may pass for every document of the source ends the step and is tried again whole.
      if (result.error.retryable) throw result.error;
      failed.push({ ...row, problem: { code: result.error.code, message: result.error.message } });
    } else {
      const prepared = prepareDocument(result.document);
      if (prepared.ok) ready.push({ ...prepared.document, reference, contentHash: prepared.contentHash });
      else failed.push({ ...row, problem: prepared.problem });
    }
  }
  for (const [id, reference] of pending) {
    const problem = { code: "invalid-response", message: `The source gave no answer for ${id}.` };
    failed.push({ id, type: reference.type, version: reference.version, reference, problem });
  }
  return { ready, skipped, failed, gone };
}

/** Stores what fetching came to. */
export async function storeBatch(
  services: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly jobId: string },
  fetched: FetchedReferences,
): Promise<FetchedBatch> {
  const { workspaceId, sourceId, jobId } = input;
  const { ready, skipped, failed, gone } = fetched;
  const { database, store, indexes } = services;
  const stored = await documents.storeFetched(database, {
    workspaceId,
    sourceId,
    jobId,
    documents: ready,
    skipped,
    failed,
  });
  if (stored.stale.length > 0) {
    // They were searchable and are skipped from now on.
    const { namespace } = await indexes.active(workspaceId);
    await store.deleteDocuments(namespace, stored.stale);
    await documents.markUnindexed(database, { workspaceId, ids: stored.stale });
  }
  return {
    index: [...stored.added, ...stored.updated],
    added: stored.added,
    updated: stored.updated,
    gone,
    skipped: skipped.length,
    failed: failed.length + stored.rejected.length,
  };
}
