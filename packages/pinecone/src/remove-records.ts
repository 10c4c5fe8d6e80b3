import type { PineconeFilter, WriteNumber } from "@tributary/vendor-pinecone";
import { partsOf } from "./batches.ts";
import { later } from "./freshness.ts";
import { listStored } from "./list-stored.ts";
import type { NamespaceContext } from "./namespace-context.ts";
import { splitId } from "./record-id.ts";

/** The last writes of a change, for each side. */
export interface Written {
  readonly dense: WriteNumber;
  readonly lexical: WriteNumber;
}

const documentsPerFilter = 200;
const ordinalsPerFilter = 2_000;
const idsPerDelete = 1_000;

/** Removes every version of these documents' records before this one, from both sides. */
export async function removeDocuments(
  context: NamespaceContext,
  documentIds: readonly string[],
  before: number,
): Promise<Written> {
  if (context.removal === "prefix") {
    return removeListed(context, documentIds, before, () => true);
  }
  const filters = partsOf(documentIds, documentsPerFilter).map((part) => ({ documentId: { $in: part } }));
  return removeByFilters(context, filters, before);
}

/** Removes every version of these records before this one, from both sides; ids no record can have are passed over. */
export async function removeRecords(
  context: NamespaceContext,
  ids: readonly string[],
  before: number,
): Promise<Written> {
  if (context.removal === "prefix") {
    const wanted = new Set(ids);
    const documentIds = new Set(ids.flatMap((id) => splitId(id)?.documentId ?? []));
    return removeListed(context, [...documentIds], before, (id) => wanted.has(id));
  }
  return removeByFilters(context, filtersOf(ids), before);
}

/** Removes one version whole. */
export function removeVersion(context: NamespaceContext, version: number): Promise<Written> {
  return onBothSides(context, (side) => side.deleteByFilter({ version: { $eq: version } }));
}

/** As few filters as possible that name these records: documents of which the same ordinals are meant go together. */
function filtersOf(ids: readonly string[]): readonly PineconeFilter[] {
  const ordinals = new Map<string, Set<number>>();
  for (const id of ids) {
    const parts = splitId(id);
    if (parts === null) continue;
    ordinals.set(parts.documentId, (ordinals.get(parts.documentId) ?? new Set()).add(parts.ordinal));
  }
  const documents = new Map<string, { readonly ordinals: readonly number[]; readonly names: string[] }>();
  for (const [documentId, set] of ordinals) {
    const sorted = [...set].sort((one, other) => one - other);
    const group = documents.get(sorted.join()) ?? { ordinals: sorted, names: [] };
    group.names.push(documentId);
    documents.set(sorted.join(), group);
  }
  return [...documents.values()].flatMap((group) =>
    partsOf(group.names, documentsPerFilter).flatMap((names) =>
      partsOf(group.ordinals, ordinalsPerFilter).map((numbers) => ({
        documentId: { $in: names },
        ordinal: { $in: numbers },
      })),
    ),
  );
}

async function removeByFilters(
  context: NamespaceContext,
  filters: readonly PineconeFilter[],
  before: number,
): Promise<Written> {
  const removed = await Promise.all(
    filters.map((filter) =>
      onBothSides(context, (side) => side.deleteByFilter({ ...filter, version: { $lt: before } })),
    ),
  );
  return removed.reduce(laterOfBoth, nothingWritten);
}

/** The way without deletion by metadata: list the ids of each document, delete those that are meant. */
async function removeListed(
  context: NamespaceContext,
  documentIds: readonly string[],
  before: number,
  isMeant: (id: string) => boolean,
): Promise<Written> {
  const listed = await Promise.all(
    documentIds.map(async (documentId) => {
      const found: string[] = [];
      for await (const { stored, id, version } of listStored(context.dense.place, `${documentId}#`)) {
        // `a#1#0` starts as the records of the document `a` do.
        if (version < before && splitId(id)?.documentId === documentId && isMeant(id)) found.push(stored);
      }
      return found;
    }),
  );
  const removed = await Promise.all(
    partsOf(listed.flat(), idsPerDelete).map((part) => onBothSides(context, (side) => side.deleteByIds(part))),
  );
  return removed.reduce(laterOfBoth, nothingWritten);
}

async function onBothSides(
  { dense, lexical }: NamespaceContext,
  change: (side: NamespaceContext["dense"]["place"]) => Promise<WriteNumber>,
): Promise<Written> {
  const [one, other] = await Promise.all([change(dense.place), change(lexical.place)]);
  return { dense: one, lexical: other };
}

/** No write yet. */
export const nothingWritten: Written = { dense: null, lexical: null };

/** The later writes of two changes. */
export function laterOfBoth(one: Written, other: Written): Written {
  return { dense: later(one.dense, other.dense), lexical: later(one.lexical, other.lexical) };
}
