import { documents, type IndexedDocument } from "@tributary/database";
import type { Services } from "../services.ts";

/** Documents looked up at once. */
const PAGE = 1_000;

/** Documents or vectors removed by one request to the store. */
const REMOVED_AT_ONCE = 200;

/** What comparing the vectors of a workspace with its documents came to. */
export interface Repair {
  /** Vectors removed that belonged to no document. */
  readonly vectors: number;
  /** Documents removed whose source is gone. */
  readonly documents: number;
  /** Documents that had lost vectors and are indexed again. */
  readonly lost: number;
  /** Sources that have to be synced for that. */
  readonly sourceIds: readonly string[];
}

/**
 * Brings the vectors of a workspace's index and its documents into line: vectors without a document go, documents without
 * their vectors are indexed again by the next sync of their source. When the numbers agree that is believed, unless
 * `thorough`. Holds the ids of all vectors in memory; running it again repairs what was cut short.
 */
export async function repairVectors(
  services: Services,
  { workspaceId, thorough }: { readonly workspaceId: string; readonly thorough: boolean },
): Promise<Repair> {
  const { database, indexes, store } = services;
  const removed = await removeWithoutSource(services, workspaceId);
  const index = await indexes.active(workspaceId);
  await index.ensure();
  const { namespace, configHash } = index;
  const { vectors } = await store.stats(namespace);
  const nothing = { vectors: 0, documents: removed, lost: 0, sourceIds: [] };
  if (!thorough && vectors === (await documents.vectorTotal(database, workspaceId))) return nothing;

  const ordinals = await readOrdinals(services, namespace);
  let orphans = 0;
  for (const ids of parts([...ordinals.keys()], PAGE)) {
    const rows = new Map((await documents.indexedByIds(database, { workspaceId, ids })).map((row) => [row.id, row]));
    const unknown = ids.filter((id) => !rows.has(id));
    for (const part of parts(unknown, REMOVED_AT_ONCE)) await store.deleteDocuments(namespace, part);
    const surplus = [...rows.values()].flatMap((row) => surplusOf(row, ordinals.get(row.id) ?? []));
    for (const part of parts(surplus, REMOVED_AT_ONCE)) await store.deleteByIds(namespace, part);
    orphans += surplus.length + unknown.reduce((sum, id) => sum + (ordinals.get(id)?.length ?? 0), 0);
  }

  let lost = 0;
  const sourceIds = new Set<string>();
  for (let after = ""; ; ) {
    const page = await documents.indexedPage(database, { workspaceId, configHash, after, limit: PAGE });
    const ids = page.filter((row) => row.settled && lacks(row, ordinals.get(row.id) ?? [])).map(({ id }) => id);
    if (ids.length > 0) {
      for (const id of await documents.markLost(database, { workspaceId, configHash, ids })) sourceIds.add(id);
    }
    lost += ids.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last.id;
  }
  return { vectors: orphans, documents: removed, lost, sourceIds: [...sourceIds] };
}

async function removeWithoutSource({ database, indexes, store }: Services, workspaceId: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const ids = await documents.withoutSource(database, { workspaceId, limit: REMOVED_AT_ONCE });
    if (ids.length === 0) return removed;
    await store.deleteDocuments((await indexes.active(workspaceId)).namespace, ids);
    removed += await documents.remove(database, { workspaceId, ids });
  }
}

/** The numbers of the vectors there are, by document. */
async function readOrdinals({ store }: Services, namespace: string): Promise<Map<string, number[]>> {
  const ordinals = new Map<string, number[]>();
  for await (const id of store.listIds(namespace)) {
    const end = id.lastIndexOf("#");
    const documentId = id.slice(0, end);
    const known = ordinals.get(documentId);
    if (known) known.push(Number(id.slice(end + 1)));
    else ordinals.set(documentId, [Number(id.slice(end + 1))]);
  }
  return ordinals;
}

/** Vectors left over from a longer version; of a document that is being indexed nothing can be said. */
function surplusOf({ id, chunkCount, settled }: IndexedDocument, ordinals: readonly number[]): string[] {
  return settled ? ordinals.filter((ordinal) => ordinal >= chunkCount).map((ordinal) => `${id}#${ordinal}`) : [];
}

function lacks({ chunkCount }: IndexedDocument, ordinals: readonly number[]): boolean {
  return ordinals.filter((ordinal) => ordinal < chunkCount).length < chunkCount;
}

function* parts<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
