import type { PineconeRecord } from "@tributary/vendor-pinecone";

/** Pinecone takes 1,000 records and 2 MB an upsert; some bytes are for what stands around the records. */
const mostRecords = 999;
const mostBytes = 1_990_000;

/** Cuts records into requests within the limits, in their order. */
export function batchesOf(records: readonly PineconeRecord[]): readonly (readonly PineconeRecord[])[] {
  const batches: PineconeRecord[][] = [];
  let batch: PineconeRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record), "utf8") + 1;
    if (batch.length > 0 && (batch.length >= mostRecords || bytes + size > mostBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** Cuts a list into parts of at most so many. */
export function partsOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}

/** Longest list of ids that fits into the URL of a fetch, in characters. */
const mostUrlCharacters = 6_000;
const mostFetched = 100;

/** Cuts ids into fetches whose URL every proxy takes. */
export function fetchesOf(ids: readonly string[]): readonly (readonly string[])[] {
  const fetches: string[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const size = encodeURIComponent(id).length + 5;
    const last = fetches.at(-1);
    if (last === undefined || last.length >= mostFetched || characters + size > mostUrlCharacters) {
      fetches.push([id]);
      characters = size;
    } else {
      last.push(id);
      characters += size;
    }
  }
  return fetches;
}
