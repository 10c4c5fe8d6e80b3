/** How the contents of a listing's files are read. */
export type Strategy = "archive" | "blobs";

/** What the choice goes by. */
export interface Work {
  /** Files to read. */
  readonly files: number;
  /** Their bytes. */
  readonly bytes: number;
  /** Bytes of everything in the tree: an archive brings it all. */
  readonly treeBytes: number;
}

/** Files in one GraphQL query for blobs: the size of a host's batch. */
export const BLOBS_PER_QUERY = 50;

/** Figures the estimate goes by: milliseconds a call takes with its answer prepared, and bytes a second of a stream. */
const CALL_MS = 400;
const ARCHIVE_START_MS = 800;
const BYTES_PER_SECOND = 20_000_000;
const CALLS_AT_ONCE = 4;

/** Milliseconds of reading that one call of the hourly budget is worth: 5,000 calls an hour. */
const CALL_WORTH_MS = 720;

/**
 * Chooses what costs least, counting each call of the budget as time too. Nothing to read, or a single query, is never
 * worth an archive; a small part of a large repository seldom is.
 */
export function chooseStrategy({ files, bytes, treeBytes }: Work): Strategy {
  const queries = Math.ceil(files / BLOBS_PER_QUERY);
  if (queries <= 1) return "blobs";
  const archive = CALL_WORTH_MS + ARCHIVE_START_MS + (treeBytes / BYTES_PER_SECOND) * 1_000;
  const blobs = queries * CALL_WORTH_MS + (queries / CALLS_AT_ONCE) * CALL_MS + (bytes / BYTES_PER_SECOND) * 1_000;
  return archive <= blobs ? "archive" : "blobs";
}
