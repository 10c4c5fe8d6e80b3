/** Longest document id, in characters: a vector id (`<document id>#<n>`) then fits Pinecone's 512. */
export const DOCUMENT_ID_MAX_LENGTH = 480;

/** Largest event payload or step output Tributary allows itself, in bytes of JSON: ids, counts and cursors only. */
export const MESSAGE_MAX_BYTES = 64 * 1024;

/** References in one batch: the unit that is fetched, embedded and, after a crash, redone. */
export const BATCH_MAX_REFERENCES = 50;

/** Sum of the known sizes in one batch, in bytes; bounds the memory one batch takes. */
export const BATCH_MAX_BYTES = 4 * 1024 * 1024;
