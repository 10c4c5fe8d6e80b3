import type { PineconeNamespace } from "@tributary/vendor-pinecone";
import { fetchesOf } from "./batches.ts";
import { hitOf } from "./metadata.ts";
import { readStoredId, storedPrefixOf } from "./record-id.ts";

/** One version of a record in Pinecone. */
export interface StoredRecord {
  /** Its id in Pinecone. */
  readonly stored: string;
  readonly id: string;
  readonly version: number;
}

/** Every version of every record whose id starts with the prefix, in pages of at most 100, versions of one record together. */
export async function* listPages(
  place: PineconeNamespace,
  prefix: string,
  read: (page: () => Promise<PageOfRecords>) => Promise<PageOfRecords> = (page) => page(),
): AsyncGenerator<readonly StoredRecord[]> {
  let token: string | null = null;
  do {
    const after: string | null = token;
    const page = await read(async () => {
      const { ids, next } = await place.list(storedPrefixOf(prefix), after);
      return { records: (await identify(place, ids)).filter(({ id }) => id.startsWith(prefix)), next };
    });
    yield page.records;
    token = page.next;
  } while (token !== null);
}

/** The same, one by one. */
export async function* listStored(place: PineconeNamespace, prefix: string): AsyncGenerator<StoredRecord> {
  for await (const page of listPages(place, prefix)) yield* page;
}

/** One page, and how to ask for the next. */
export interface PageOfRecords {
  readonly records: readonly StoredRecord[];
  readonly next: string | null;
}

/** Ids too long to be kept whole are read from the metadata. */
async function identify(place: PineconeNamespace, stored: readonly string[]): Promise<StoredRecord[]> {
  const read = stored.map((each) => ({ stored: each, ...readStoredId(each) }));
  const unknown = read.filter(({ id }) => id === null).map((each) => each.stored);
  const fetched = await Promise.all(fetchesOf(unknown).map((ids) => place.fetch(ids)));
  const records = new Map(fetched.flatMap((each) => [...each]));
  return read.flatMap(({ stored: each, id, version }) => {
    if (id !== null) return [{ stored: each, id, version }];
    const metadata = records.get(each)?.metadata;
    return metadata === undefined ? [] : [{ stored: each, id: hitOf(metadata, 0).id, version }];
  });
}
