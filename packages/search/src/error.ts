/** Every way a search can be refused; the store's and the embedder's own errors pass through as they are. */
export type SearchErrorCode = "invalid-query" | "invalid-options";

/** Thrown for a search that cannot be run as asked; the message says what to change. Trying again does not help. */
export class SearchError extends Error {
  override readonly name = "SearchError";
  readonly code: SearchErrorCode;

  constructor(code: SearchErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
