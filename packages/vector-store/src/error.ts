/** Every way a vector store can fail, and whether trying again can help. */
export const vectorStoreErrorCodes = {
  "dimension-mismatch": { retryable: false },
  "invalid-input": { retryable: false },
  "not-found": { retryable: false },
  "rate-limited": { retryable: true },
  "out-of-space": { retryable: true },
  unavailable: { retryable: true },
  corrupt: { retryable: false },
} as const;

export type VectorStoreErrorCode = keyof typeof vectorStoreErrorCodes;

/** The one error a vector store throws; the message says what to do about it. */
export class VectorStoreError extends Error {
  override readonly name = "VectorStoreError";
  readonly code: VectorStoreErrorCode;
  /** Milliseconds to wait before trying again, when the provider says so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: VectorStoreErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return vectorStoreErrorCodes[this.code].retryable;
  }
}
