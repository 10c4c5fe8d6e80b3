import type { PineconeNamespace, PineconeQuery } from "@tributary/vendor-pinecone";
import type { DocumentLocks } from "./document-locks.ts";
import type { FreshnessOptions } from "./freshness.ts";
import type { StatisticsKeeper } from "./statistics-keeper.ts";
import type { Visibility } from "./visibility.ts";

/** One of the two places a namespace's records are kept in. */
export interface Side {
  readonly place: PineconeNamespace;
  /** The cheapest query of it. */
  readonly probe: PineconeQuery;
}

/** Told of every record whose text or other shown fields did not fit. */
export interface TrimmedRecord {
  readonly namespace: string;
  readonly id: string;
  /** Names of the fields that were cut: `text`, `heading`, `title`, `url`. */
  readonly fields: readonly string[];
}

/** What reading and writing one namespace share. */
export interface NamespaceContext {
  readonly namespace: string;
  readonly dimensions: number;
  readonly dense: Side;
  readonly lexical: Side;
  readonly statistics: StatisticsKeeper;
  readonly visibility: Visibility;
  readonly locks: DocumentLocks;
  readonly freshness: FreshnessOptions;
  readonly nextVersion: () => number;
  /** How what is replaced is found: by a filter over metadata, or by listing ids with a prefix. */
  readonly removal: "filter" | "prefix";
  readonly onTrim: (record: TrimmedRecord) => void;
}
