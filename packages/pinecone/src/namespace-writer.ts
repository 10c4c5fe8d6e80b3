import { checkDocuments, checkId, checkRecord, type DocumentVectors, type VectorRecord } from "@tributary/vector-store";
import { batchesOf } from "./batches.ts";
import { awaitVisible, later } from "./freshness.ts";
import type { NamespaceContext, Side } from "./namespace-context.ts";
import { type PreparedRecords, prepareRecords } from "./prepare-records.ts";
import { splitId } from "./record-id.ts";
import { laterOfBoth, removeDocuments, removeRecords, removeVersion, type Written } from "./remove-records.ts";
import { yieldToNewer } from "./yield-to-newer.ts";

/** Changes one namespace. Writes that share a document follow each other in the order they were asked for. */
export interface NamespaceWriter {
  upsert(records: readonly VectorRecord[]): Promise<void>;
  replaceDocuments(documents: readonly DocumentVectors[]): Promise<void>;
  deleteByIds(ids: readonly string[]): Promise<void>;
  deleteDocuments(documentIds: readonly string[]): Promise<void>;
}

/** Writes to both sides of a namespace; every method resolves once readers see what it did, or the wait for it is over. */
export function createNamespaceWriter(context: NamespaceContext): NamespaceWriter {
  const { visibility, locks, freshness, nextVersion, dimensions } = context;

  async function put({ place }: Side, records: PreparedRecords["dense"]): Promise<Written["dense"]> {
    const written = await Promise.all(batchesOf(records).map((batch) => place.upsert(batch)));
    return written.reduce(later, null);
  }

  async function write({ dense, lexical }: PreparedRecords): Promise<Written> {
    // Both to their end also when one fails: nothing of this write may come after what undoes it.
    const [one, other] = await Promise.allSettled([put(context.dense, dense), put(context.lexical, lexical)]);
    if (one.status === "rejected") throw one.reason;
    if (other.status === "rejected") throw other.reason;
    return { dense: one.value, lexical: other.value };
  }

  async function becomesVisible(written: Written): Promise<boolean> {
    const { dense, lexical } = context;
    const visible = await Promise.all([
      awaitVisible(dense.place, dense.probe, written.dense, freshness),
      awaitVisible(lexical.place, lexical.probe, written.lexical, freshness),
    ]);
    return visible.every(Boolean);
  }

  /** Undoes a write that failed midway; what cannot be undone stays hidden until its documents are written again. */
  async function undo(version: number): Promise<void> {
    try {
      if (await becomesVisible(await removeVersion(context, version))) await visibility.reveal(version, []);
    } catch {
      // The write's own error is the one to be seen.
    }
  }

  async function replace(documents: readonly DocumentVectors[], version: number): Promise<void> {
    const documentIds = documents.map(({ documentId }) => documentId);
    const prepared = await prepareRecords(
      context,
      documents.flatMap(({ records }) => records),
      version,
    );
    let visible = true;
    if (prepared.dense.length > 0) {
      await visibility.hide(version);
      try {
        visible = await becomesVisible(await write(prepared));
      } catch (error) {
        await undo(version);
        throw error;
      }
    }
    // Where Pinecone is too slow to wait for, its own order stands in: it shows the new version before it drops the old.
    const shown = visible ? documentIds : [];
    await visibility.reveal(version, shown);
    const removed = await removeDocuments(context, documentIds, version);
    if (!(await becomesVisible(removed))) return;
    visibility.forget(version, shown);
    if (prepared.dense.length > 0) await becomesVisible(await yieldToNewer(context, documentIds, version));
  }

  return {
    async upsert(records) {
      for (const record of records) checkRecord(record, dimensions);
      const lastOfEach = [...new Map(records.map((record) => [record.id, record])).values()];
      if (lastOfEach.length === 0) return;
      await locks.run(
        lastOfEach.map(({ documentId }) => documentId),
        async () => {
          const version = nextVersion();
          const written = await write(await prepareRecords(context, lastOfEach, version));
          const ids = lastOfEach.map(({ id }) => id);
          await becomesVisible(laterOfBoth(written, await removeRecords(context, ids, version)));
        },
      );
    },

    async replaceDocuments(documents) {
      checkDocuments(documents, dimensions);
      if (documents.length === 0) return;
      await locks.run(
        documents.map(({ documentId }) => documentId),
        () => replace(documents, nextVersion()),
      );
    },

    async deleteByIds(ids) {
      for (const id of ids) checkId("record id", id);
      if (ids.length === 0) return;
      await locks.run(
        ids.flatMap((id) => splitId(id)?.documentId ?? []),
        async () => void (await becomesVisible(await removeRecords(context, ids, nextVersion()))),
      );
    },

    async deleteDocuments(documentIds) {
      for (const documentId of documentIds) checkId("document id", documentId);
      if (documentIds.length === 0) return;
      await locks.run(documentIds, async () => {
        const version = nextVersion();
        void visibility.reveal(version, documentIds);
        try {
          if (await becomesVisible(await removeDocuments(context, documentIds, version))) {
            visibility.forget(version, documentIds);
          }
        } catch (error) {
          // Not deleted, so not to be missed by those who search on.
          visibility.forget(version, documentIds);
          throw error;
        }
      });
    },
  };
}
